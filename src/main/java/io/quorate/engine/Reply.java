package io.quorate.engine;

import java.time.Duration;
import java.util.OptionalLong;

/// What a caller gets: a decision, or a refusal. A verdict is never a refusal.
public sealed interface Reply {

    /// A recorded decision.
    ///
    /// @param replayed set when an earlier call with the same content made it; then the sequence
    ///     number that this call had taken, if any, is recorded as its duplicate
    record Decided(Ledger.Stored stored, Replay replayed, Timings timings) implements Reply {}

    /// No decision.
    record Refused(Refusal refusal) implements Reply {}

    /// Whether the decision was made by this call.
    sealed interface Replay {
        record First() implements Replay {}

        record Again(OptionalLong duplicateSequence) implements Replay {}
    }

    /// How long the call took: counting and resolving, waiting for the log, everything.
    record Timings(Duration deciding, Duration recording, Duration total) {}
}
