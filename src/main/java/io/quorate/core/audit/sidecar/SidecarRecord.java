package io.quorate.core.audit.sidecar;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

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

    /// Decisions that were answered and wait in the sidecar's spool; they follow. Written when a
    /// sidecar takes up a log with a spool, and when the database is back after it was away.
    ///
    /// @param spans their numbers
    /// @param tornBytes what was being written to the spool when the sidecar was killed, and had
    ///   not been acknowledged
    /// @param damagedBytes what had been, and is not in the spool any more
    record Spooled(Origin origin, Instant at, List<Span> spans, long tornBytes, long damagedBytes)
            implements SidecarRecord {
        /// More would not fit into a leaf for certain.
        public static final int SPANS_MAX = 500;

        public Spooled {
            at = at.truncatedTo(ChronoUnit.MICROS);
            spans = List.copyOf(spans);
            if (spans.size() > SPANS_MAX) {
                throw new IllegalArgumentException("at most " + SPANS_MAX + " spans");
            }
        }

        /// As many records as these numbers need.
        public static List<Spooled> of(Origin origin, Instant at, Collection<Long> numbers) {
            List<Span> spans = Span.of(numbers);
            List<Spooled> records = new ArrayList<>();
            for (int from = 0; from < spans.size(); from += SPANS_MAX) {
                int to = Math.min(from + SPANS_MAX, spans.size());
                records.add(new Spooled(origin, at, spans.subList(from, to), 0, 0));
            }
            return records;
        }

        public long count() {
            return spans.stream().mapToLong(span -> span.last() - span.first() + 1).sum();
        }
    }

    /// So many decisions that had waited in the spool are in the log.
    record Recovered(Origin origin, Instant at, long count) implements SidecarRecord {
        public Recovered {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// A spooled decision, which follows, is of a request that the log holds another decision of:
    /// that was made where, or while, nobody could know of it. Both were answered, or may have
    /// been.
    ///
    /// @param decision the spooled one
    /// @param first the one that the request leads to
    record DecidedAgain(
            Origin origin,
            Instant at,
            String service,
            RequestId request,
            DecisionId decision,
            DecisionId first)
            implements SidecarRecord {
        public DecidedAgain {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// An operator declared lost what the spool of an earlier sidecar may have held.
    ///
    /// @param spool its name
    record SpoolLost(Origin origin, Instant at, String spool) implements SidecarRecord {
        public SpoolLost {
            at = at.truncatedTo(ChronoUnit.MICROS);
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

    /// Neighbouring numbers.
    record Span(long first, long last) {
        public Span {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("no span: " + first + " to " + last);
            }
        }

        /// These numbers, in ascending order.
        public static List<Span> of(Collection<Long> numbers) {
            List<Span> spans = new ArrayList<>();
            for (long number : new TreeSet<>(numbers)) {
                boolean next = !spans.isEmpty() && spans.getLast().last() + 1 == number;
                long first = next ? spans.removeLast().first() : number;
                spans.add(new Span(first, number));
            }
            return spans;
        }
    }

    /// Why a number has no decision.
    enum Cause {
        /// The call ended before there was anything to record.
        FORGONE,
        /// More waited for the log already than may wait. The call was refused, unless its pool
        /// does not wait for the log.
        FULL,
        /// The log could not be reached. The call was refused, unless its pool does not wait for
        /// the log.
        UNAVAILABLE,
        /// The database refused this record and would have refused it again; so was the call.
        REJECTED,
        /// The sidecar stopped before the call had ended.
        STOPPED,
        /// The sidecar crashed, or its spool was lost; the numbers may have been taken or not.
        CRASHED
    }
}
