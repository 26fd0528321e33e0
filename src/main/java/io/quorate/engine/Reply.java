package io.quorate.engine;

import io.quorate.core.protocol.Origin;
import java.time.Duration;
import java.util.Optional;

/// What a caller gets: a decision, or a refusal. A verdict is never a refusal.
public sealed interface Reply {

    /// A recorded decision.
    record Decided(Ledger.Stored stored, Replay replayed, Timings timings) implements Reply {}

    /// No decision.
    record Refused(Refusal refusal) implements Reply {}

    /// Whether the decision was made by this call.
    sealed interface Replay {
        record First() implements Replay {}

        /// An earlier call with the same content made it.
        ///
        /// @param duplicate the number that this call had taken by then; recorded as its duplicate
        record Again(Optional<Duplicate> duplicate) implements Replay {}

        /// A number in the log of the sidecar that answers, which need not be the one that decided.
        record Duplicate(Origin origin, long sequence) {}
    }

    /// What comes of asking for a stored decision.
    sealed interface Finding {
        record Found(Ledger.Stored stored) implements Finding {}

        record Refused(Refusal refusal) implements Finding {}
    }

    /// How long the call took: counting and resolving, waiting for the log, everything.
    record Timings(Duration deciding, Duration recording, Duration total) {
        /// Of a call that found everything done.
        public static final Timings NONE = new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
