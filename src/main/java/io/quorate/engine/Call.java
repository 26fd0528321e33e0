package io.quorate.engine;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import java.time.Instant;
import java.util.List;

/// A call on its way to a recorded decision, whoever brings the votes.
///
/// @param digest over everything the caller sent
/// @param policy the rules that it keeps from beginning to end
/// @param unenforced the keys of them that concern it and that nothing enforces
/// @param begun when it came, in the ticker's nanoseconds
record Call(
        String service,
        RequestId request,
        Submission submission,
        Digest digest,
        Policy policy,
        List<String> unenforced,
        Durability durability,
        WhenStoreAway whenAway,
        Instant receivedAt,
        long begun) {}
