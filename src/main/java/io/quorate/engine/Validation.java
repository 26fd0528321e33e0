package io.quorate.engine;

import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A submission on which the agents of some pools are to be asked.
///
/// @param service the caller's name, under which its request ids are told apart; empty for none
/// @param pools each once; empty for every pool except those that only take over from others
/// @param deadline when the caller stops waiting
public record Validation(
        String service,
        RequestId request,
        List<PoolId> pools,
        Submission submission,
        ValidationPath path,
        Optional<Instant> deadline) {
    public Validation {
        pools = List.copyOf(pools);
    }

    /// Whether there is only a question, which the agents are to answer.
    public boolean isOpen() {
        return submission.isOpen();
    }
}
