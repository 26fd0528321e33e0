package io.quorate.engine.bundle;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What a bundle needs to know beside the signed logs.
///
/// An implementation MUST NOT block the caller, and MUST complete each stage with a value for
/// whatever the world does.
public interface BundleStore {
    /// Where the records of a span of time lie, by log; of one log only, where that is named.
    CompletionStage<Answer<List<Part>>> parts(TimeRange range, Optional<Origin> log);

    /// The details of records that name them by digest, among some neighbouring records.
    CompletionStage<Answer<List<Detail>>> details(Origin origin, long first, long end);

    /// The policies that steered decisions of a span of time.
    CompletionStage<Answer<List<PolicyText>>> policies(TimeRange range);

    /// Records of a log that lie in a span of time, with those between them.
    ///
    /// @param end the index after the last one
    record Part(Origin origin, long first, long end) {}

    /// What of a record was too much for its leaf.
    record Detail(long logIndex, byte[] body) {}

    record PolicyText(Digest digest, String text) {}
}
