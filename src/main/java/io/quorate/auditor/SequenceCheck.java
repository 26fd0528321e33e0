package io.quorate.auditor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Whether anything was left out: the numbers `seq` of each `origin` have no gap that no record
/// accounts for.
///
/// A decision takes its number before it is decided, so records may come in another order than
/// their numbers; a number above the highest one so far opens a gap, and a later record closes it.
/// A record whose `kind` is `start`, `stop`, `recovery` or `loss` may account for a range of
/// numbers, from `first` to `last`, that no record has: taken before a crash, refused, or lost. A
/// gap is a defect when the sidecar has started or stopped since, or when so many records came
/// after it that no decision can still be under way; before that it is noted.
///
/// Gaps are kept as ranges, and none is kept for longer than [#GRACE] records; so the memory is
/// bounded whatever the log says.
public final class SequenceCheck implements RecordCheck {
    /// How many records may come before a decision under way must have been recorded.
    public static final int GRACE = 65_536;

    private static final Set<String> FIELDS = Set.of("origin", "seq", "kind", "first", "last");
    private static final Set<String> ACCOUNTING = Set.of("start", "stop", "recovery", "loss");

    private final boolean fromTheBeginning;
    private final Map<String, Sequence> sequences = new HashMap<>();

    private SequenceCheck(boolean fromTheBeginning) {
        this.fromTheBeginning = fromTheBeginning;
    }

    /// The check of a log from its first record on: numbers begin at 1.
    public static SequenceCheck ofWholeLog() {
        return new SequenceCheck(true);
    }

    /// The check of records from the midst of a log: numbers begin with the first one seen.
    public static SequenceCheck ofPart() {
        return new SequenceCheck(false);
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public void record(long index, Map<String, Object> fields, Consumer<Finding> findings) {
        if (!(fields.get("origin") instanceof String origin)) {
            return;
        }
        Sequence sequence = sequences.computeIfAbsent(origin, name -> new Sequence(name, findings));
        if (fields.get("seq") instanceof Long number) {
            sequence.use(number, index);
        }
        if (fields.get("kind") instanceof String kind && ACCOUNTING.contains(kind)) {
            if (fields.get("first") instanceof Long first
                    && fields.get("last") instanceof Long last) {
                sequence.account(first, last, index);
            }
            sequence.settle(index);
        }
        sequence.settle(index - GRACE);
    }

    @Override
    public void end(Consumer<Finding> findings, Consumer<String> notes) {
        sequences.values().forEach(sequence -> sequence.end(notes));
    }

    /// A gap up to `last`, which shows at a record.
    private record Gap(long last, long record) {}

    /// The numbers of one origin: all below `next` are used, but for the gaps.
    private final class Sequence {
        private final String origin;
        private final Consumer<Finding> findings;
        private final TreeMap<Long, Gap> gaps = new TreeMap<>();
        private boolean begun = fromTheBeginning;
        private long next = 1;

        Sequence(String origin, Consumer<Finding> findings) {
            this.origin = origin;
            this.findings = findings;
        }

        void use(long number, long record) {
            begin(number);
            if (number >= next) {
                open(number, record);
                next = number + 1;
            } else if (close(number, number) == 0) {
                repeated(number, number, record, "is used by an earlier record already");
            }
        }

        void account(long first, long last, long record) {
            if (first > last) {
                return;
            }
            begin(first);
            long below = Math.min(last, next - 1);
            if (first <= below && close(first, below) < below - first + 1) {
                repeated(first, below, record, "is said to have no record, but has one");
            }
            if (last >= next) {
                open(Math.max(first, next), record);
                next = last + 1;
            }
        }

        /// Reports the gaps that showed at a record before `index`.
        void settle(long index) {
            if (gaps.isEmpty()) {
                return;
            }
            var each = gaps.entrySet().iterator();
            while (each.hasNext()) {
                var gap = each.next();
                if (gap.getValue().record < index) {
                    Gap range = gap.getValue();
                    finding(
                            Defect.SEQUENCE_GAP,
                            gap.getKey(),
                            range.last,
                            range.record,
                            "used by no record, and accounted for by none");
                    each.remove();
                }
            }
        }

        void end(Consumer<String> notes) {
            gaps.forEach((first, gap) ->
                    notes.accept(
                            "numbers "
                                    + first
                                    + " to "
                                    + gap.last
                                    + " of "
                                    + origin
                                    + " have no record yet"));
        }

        private void begin(long number) {
            if (!begun) {
                begun = true;
                next = number;
            }
        }

        private void open(long number, long record) {
            if (number > next) {
                gaps.put(next, new Gap(number - 1, record));
            }
        }

        /// Takes a range out of the gaps and returns how many numbers of it lay in them.
        private long close(long first, long last) {
            long closed = 0;
            var gap = gaps.floorEntry(last);
            while (gap != null && gap.getValue().last >= first) {
                long from = gap.getKey();
                Gap range = gap.getValue();
                gaps.remove(from);
                if (from < first) {
                    gaps.put(from, new Gap(first - 1, range.record));
                }
                if (range.last > last) {
                    gaps.put(last + 1, range);
                }
                closed += Math.min(range.last, last) - Math.max(from, first) + 1;
                gap = gaps.lowerEntry(from);
            }
            return closed;
        }

        private void repeated(long first, long last, long record, String why) {
            finding(Defect.SEQUENCE_REPEATED, first, last, record, why);
        }

        private void finding(Defect defect, long first, long last, long record, String why) {
            findings.accept(
                    new Finding(
                            defect, new Finding.Place.Numbers(origin, first, last, record), why));
        }
    }
}
