package io.quorate.auditor;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether anything was left out: the numbers `sequence_number` of each `origin` have no gap that
/// no record accounts for.
///
/// A decision takes its number before it is decided, so records may come in another order than
/// their numbers; a number above the highest one so far opens a gap, and a later record closes it.
/// A `lost` record accounts for `ranges` of numbers that no decision has. A `stop` names the last
/// number that was taken, and a `start` the first that will be; so a gap shows there too. At a stop
/// every number is accounted for. After a start the `lost` records that follow it at once may still
/// name what a crash left open, and `spooled` records which of it waits in the sidecar's spool.
/// Otherwise a gap is a defect when so many records came after it that no decision can still be
/// under way; before that it is noted.
///
/// Gaps are kept as ranges, and none is kept for longer than [#GRACE] records; so the memory is
/// bounded whatever the log says.
public final class SequenceCheck implements RecordCheck {
    /// How many records may come before a decision under way must have been recorded.
    public static final int GRACE = 262_144;

    private static final Set<String> FIELDS =
            Set.of(
                    "origin",
                    "kind",
                    "sequence_number",
                    "ranges",
                    "first_sequence_number",
                    "last_sequence_number");

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
        String kind = fields.get("kind") instanceof String word ? word : "";
        sequence.begun(kind, index);
        if (fields.get("sequence_number") instanceof Long number) {
            sequence.use(number, index);
        }
        switch (kind) {
            case "lost" ->
                    ranges(
                            fields.get("ranges"),
                            (first, last) -> sequence.account(first, last, index));
            case "spooled" ->
                    ranges(
                            fields.get("ranges"),
                            (first, last) -> sequence.await(first, last, index));
            case "start" -> {
                if (fields.get("first_sequence_number") instanceof Long first) {
                    sequence.start(first, index);
                }
            }
            case "stop" -> {
                if (fields.get("last_sequence_number") instanceof Long last) {
                    sequence.reach(last + 1, index);
                }
                sequence.settle(index + 1);
            }
            default -> {}
        }
        sequence.settle(index - GRACE);
    }

    private static void ranges(@Nullable Object ranges, BiConsumer<Long, Long> each) {
        if (ranges instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> range
                        && range.get("first") instanceof Long first
                        && range.get("last") instanceof Long last) {
                    each.accept(first, last);
                }
            }
        }
    }

    @Override
    public void end(Consumer<Finding> findings, Consumer<String> notes) {
        sequences.values().forEach(sequence -> sequence.end(notes));
    }

    /// A gap up to `last`, which shows at a record.
    private record Gap(long last, long record, Promise promise) {
        Gap upTo(long other) {
            return new Gap(other, record, promise);
        }
    }

    /// What is said of a gap.
    private enum Promise {
        NONE,
        /// Its decisions wait in the spool.
        SPOOLED
    }

    /// The numbers of one origin: all below `next` are used, but for the gaps.
    private final class Sequence {
        private final String origin;
        private final Consumer<Finding> findings;
        private final TreeMap<Long, Gap> gaps = new TreeMap<>();
        private boolean begun = fromTheBeginning;
        private boolean starting;
        private long next = 1;

        /// Below here lie numbers of records that were not seen.
        private long floor = 1;

        Sequence(String origin, Consumer<Finding> findings) {
            this.origin = origin;
            this.findings = findings;
        }

        /// A record of this kind is next: what a start left open had to be named by now, unless
        /// this is another record that names it.
        void begun(String kind, long record) {
            if (starting && !kind.equals("lost") && !kind.equals("spooled")) {
                starting = false;
                settle(record, Set.of(Promise.NONE));
            }
        }

        void start(long first, long record) {
            begin(first);
            reach(first, record);
            // What the spool of the sidecar before this one held has to be named anew.
            gaps.replaceAll((_, gap) -> new Gap(gap.last, gap.record, Promise.NONE));
            starting = true;
        }

        /// These numbers are those of decisions that are still to come.
        void await(long first, long last, long record) {
            reach(last + 1, record);
            cut(first, last)
                    .forEach((from, to) -> gaps.put(from, new Gap(to, record, Promise.SPOOLED)));
        }

        /// All numbers below this one were taken.
        void reach(long number, long record) {
            begin(number);
            if (number > next) {
                open(number, record);
                next = number;
            }
        }

        void use(long number, long record) {
            begin(number);
            if (number < floor) {
                return;
            }
            if (number >= next) {
                open(number, record);
                next = number + 1;
            } else if (close(number, number) == 0) {
                repeated(number, number, record, "is used by an earlier record already");
            }
        }

        void account(long from, long last, long record) {
            begin(from);
            long first = Math.max(from, floor);
            if (first > last) {
                return;
            }
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
            settle(index, EnumSet.allOf(Promise.class));
        }

        private void settle(long index, Set<Promise> promises) {
            if (gaps.isEmpty()) {
                return;
            }
            var each = gaps.entrySet().iterator();
            while (each.hasNext()) {
                var gap = each.next();
                Gap range = gap.getValue();
                if (range.record < index && promises.contains(range.promise)) {
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
                floor = number;
            }
        }

        private void open(long number, long record) {
            if (number > next) {
                gaps.put(next, new Gap(number - 1, record, Promise.NONE));
            }
        }

        /// Takes a range out of the gaps and returns how many numbers of it lay in them.
        private long close(long first, long last) {
            return cut(first, last).entrySet().stream()
                    .mapToLong(part -> part.getValue() - part.getKey() + 1)
                    .sum();
        }

        /// Takes a range out of the gaps and returns what of it lay in them, from and to.
        private SortedMap<Long, Long> cut(long first, long last) {
            SortedMap<Long, Long> parts = new TreeMap<>();
            var gap = gaps.floorEntry(last);
            while (gap != null && gap.getValue().last >= first) {
                long from = gap.getKey();
                Gap range = gap.getValue();
                gaps.remove(from);
                if (from < first) {
                    gaps.put(from, range.upTo(first - 1));
                }
                if (range.last > last) {
                    gaps.put(last + 1, range);
                }
                parts.put(Math.max(from, first), Math.min(range.last, last));
                gap = gaps.lowerEntry(from);
            }
            return parts;
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
