package io.quorate.core.audit.keeping;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.HoldId;
import io.quorate.core.protocol.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// One thing that happened to the keeping of the log.
public sealed interface KeepingRecord {
    /// The log that it stands in.
    Origin origin();

    /// When it happened, in whole microseconds.
    Instant at();

    /// What a person ordered.
    sealed interface Ordered extends KeepingRecord {
        /// Who ordered it, and the commitment to the reason that was given.
        Order order();
    }

    /// @param operator who gave it, as the caller named itself
    /// @param reason what stands in the leaf for the reason
    record Order(String operator, Digest reason) {}

    /// The content of decisions was erased.
    ///
    /// @param scope what was asked for
    record Erased(Origin origin, Instant at, Order order, Scope scope, List<DecisionId> decisions)
            implements Ordered {
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

    /// From now on nothing of that span of time may be pruned or erased.
    ///
    /// @param from the first moment of it
    /// @param to the moment at which it has ended; empty if it has no end
    /// @param decision what it was placed for, if that is one decision
    record Held(
            Origin origin,
            Instant at,
            Order order,
            HoldId hold,
            Instant from,
            Optional<Instant> to,
            Optional<DecisionId> decision)
            implements Ordered {
        public Held {
            at = at.truncatedTo(ChronoUnit.MICROS);
            from = from.truncatedTo(ChronoUnit.MICROS);
            to = to.map(end -> end.truncatedTo(ChronoUnit.MICROS));
        }
    }

    /// A hold holds no longer.
    record Lifted(Origin origin, Instant at, Order order, HoldId hold) implements Ordered {
        public Lifted {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// A deletion certificate: the first records of this log are removed, because the time for
    /// which they had to be kept has passed and nothing holds them.
    ///
    /// @param previous the index of the first record that was left by the certificate before
    /// @param minimum the index of the first record that is left now
    /// @param root the root of the tree of all records below `minimum`: which ones they were
    /// @param first the earliest time in a record removed now
    /// @param last the latest one
    /// @param keptFrom no record of that time or later is removed
    /// @param keepFor the longest that any pool promised to keep its decisions
    record Pruned(
            Origin origin,
            Instant at,
            long previous,
            long minimum,
            Digest root,
            Instant first,
            Instant last,
            Instant keptFrom,
            Duration keepFor)
            implements KeepingRecord {
        public Pruned {
            at = at.truncatedTo(ChronoUnit.MICROS);
            if (previous < 0 || minimum <= previous) {
                throw new IllegalArgumentException(
                        "nothing to remove from " + previous + " to " + minimum);
            }
        }

        /// How many records it removes.
        public long records() {
            return minimum - previous;
        }
    }

    /// As what part of the log is handed out.
    enum Form {
        /// Records or receipts with what proves them.
        BUNDLE,
        /// The same, with a cover page and explanations for those who look into an incident.
        INCIDENT_PACK,
        /// The records of decisions, or what lists show of them.
        DECISIONS,
        /// Decisions beside what turned out to be right.
        LABELLED_DECISIONS,
        /// What a deployer has to know of a span of time.
        DEPLOYERS_REPORT
    }

    /// Part of the log is handed out.
    ///
    /// @param from the first moment of it
    /// @param to the moment at which it has ended
    /// @param log whose records, if not those of all logs
    /// @param conditions what decisions have to have in common; empty for all records. A person is
    ///   not named
    record Exported(
            Origin origin,
            Instant at,
            Order order,
            Form form,
            Instant from,
            Instant to,
            Optional<Origin> log,
            List<String> conditions)
            implements Ordered {
        public Exported {
            at = at.truncatedTo(ChronoUnit.MICROS);
            conditions = List.copyOf(conditions);
        }
    }
}
