package io.quorate.core.audit.keeping;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One thing that somebody ordered about the keeping of the log.
public sealed interface KeepingRecord {
    /// The log that it stands in.
    Origin origin();

    /// When it happened, in whole microseconds.
    Instant at();

    /// Who ordered it, and the commitment to the reason that was given.
    Order order();

    /// @param operator who gave it, as the caller named itself
    /// @param reason what stands in the leaf for the reason
    record Order(String operator, Digest reason) {}

    /// The content of decisions was erased.
    ///
    /// @param scope what was asked for
    record Erased(Origin origin, Instant at, Order order, Scope scope, List<DecisionId> decisions)
            implements KeepingRecord {
        /// More would not fit into a leaf for certain.
        public static final int DECISIONS_MAX = 400;

        public Erased {
            at = at.truncatedTo(ChronoUnit.MICROS);
            decisions = List.copyOf(decisions);
            if (decisions.isEmpty() || decisions.size() > DECISIONS_MAX) {
                throw new IllegalArgumentException("1 to " + DECISIONS_MAX + " decisions");
            }
        }
    }

    /// What an erasure was asked for. A person is not named: that is what was erased.
    enum Scope {
        DECISION,
        SUBJECT
    }
}
