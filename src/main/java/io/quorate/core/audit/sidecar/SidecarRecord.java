package io.quorate.core.audit.sidecar;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One thing that a sidecar records about its own log, beside the decisions.
public sealed interface SidecarRecord {
    /// The log that it stands in.
    Origin origin();

    /// When it happened, by the sidecar's clock, in whole microseconds.
    Instant at();

    /// The sidecar took up the log.
    ///
    /// @param epoch counts the leases of this log
    /// @param firstSequence the first number that it will give
    record Started(Origin origin, Instant at, long epoch, Previous previous, long firstSequence)
            implements SidecarRecord {
        public Started {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// The sidecar laid the log down in order; every number that it took stands in a record.
    ///
    /// @param lastSequence the last number that it gave
    record Stopped(Origin origin, Instant at, long epoch, long lastSequence)
            implements SidecarRecord {
        public Stopped {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// Numbers that no decision has.
    record Lost(Origin origin, Instant at, List<Range> ranges) implements SidecarRecord {
        /// More would not fit into a leaf for certain.
        public static final int RANGES_MAX = 500;

        public Lost {
            at = at.truncatedTo(ChronoUnit.MICROS);
            ranges = List.copyOf(ranges);
            if (ranges.isEmpty() || ranges.size() > RANGES_MAX) {
                throw new IllegalArgumentException("1 to " + RANGES_MAX + " ranges");
            }
        }

        public long count() {
            return ranges.stream().mapToLong(range -> range.last() - range.first() + 1).sum();
        }
    }

    /// A call that repeated an earlier one and got its decision.
    ///
    /// @param sequence the number that the call had taken
    record Duplicate(
            Origin origin,
            Instant at,
            long sequence,
            String service,
            RequestId request,
            DecisionId duplicateOf)
            implements SidecarRecord {
        public Duplicate {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// A call that used an earlier one's request id for other content.
    ///
    /// @param sequence the number that the call had taken
    /// @param first the decision of the earlier call
    record Refused(
            Origin origin,
            Instant at,
            long sequence,
            String service,
            RequestId request,
            DecisionId first)
            implements SidecarRecord {
        public Refused {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// How the sidecar before this one left the log.
    enum Previous {
        /// There was none.
        NONE,
        /// It stopped in order.
        STOPPED,
        /// It was killed, or lost the log to this one.
        CRASHED
    }

    /// Neighbouring numbers that were lost for the same cause.
    record Range(long first, long last, Cause cause) {
        public Range {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("no range: " + first + " to " + last);
            }
        }
    }

    /// Why a number has no decision.
    enum Cause {
        /// The call ended before there was anything to record.
        FORGONE,
        /// More waited for the log already than may wait; the call was refused.
        FULL,
        /// The log could not be reached. The call was refused, unless its pool does not wait for
        /// the log.
        UNAVAILABLE,
        /// The database refused this record and would have refused it again; so was the call.
        REJECTED,
        /// The sidecar stopped before the call had ended.
        STOPPED,
        /// The sidecar crashed; the numbers may have been taken or not.
        CRASHED
    }
}
