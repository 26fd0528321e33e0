package io.quorate.host.store;

import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.sidecar.SidecarRecord.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// The sequence numbers of one origin: which were taken, which stand in a record, which are lost.
///
/// A number is *settled* when a committed record names it. Numbers are taken by any thread, but
/// only up to a limit that the database knows: after a crash exactly the numbers up to that limit
/// have to be accounted for, since what was taken and not recorded is not known any more. The limit
/// moves ahead with every commit, and where there is a spool with every reservation in it. While
/// nothing can be committed the numbers run out, so what has to be remembered of an outage is
/// bounded.
final class Sequences {
    /// How far beyond the last commit numbers may be taken: twice as many as calls may be open. So
    /// many numbers may be named as lost after a crash.
    static final long AHEAD = 1 << 12;

    /// The same once there are callers who do not wait for the log: they are answered while nothing
    /// can be committed.
    static final long AHEAD_OF_AN_OUTAGE = 1 << 18;

    /// How many numbers may be taken beyond one that is not settled.
    static final long WINDOW = 1 << 20;

    private final AtomicLong next;
    private final List<Range> lost = new ArrayList<>();
    private final long[] settledAhead = new long[(int) (WINDOW / Long.SIZE)];
    private volatile long limit;
    private volatile long reserved;
    private volatile long ahead = AHEAD;
    private volatile long settled;
    private volatile long lastEver = Long.MAX_VALUE;

    /// @param last everything up to here stands in a record, but for these:
    /// @param waiting numbers of decisions in the spool
    Sequences(long last, Collection<Long> waiting) {
        long floor = settled(last, waiting);
        settled = floor;
        limit = last;
        next = new AtomicLong(last + 1);
        for (long number = floor + 1; number <= last; number++) {
            set(number);
        }
        waiting.forEach(this::clear);
    }

    /// Up to which number everything stands in a record, where all up to `last` do but for these.
    static long settled(long last, Collection<Long> waiting) {
        return waiting.stream().mapToLong(number -> number - 1).min().orElse(last);
    }

    /// The next number; empty when there is none to be had before the next commit.
    OptionalLong take() {
        while (true) {
            long number = next.get();
            if (number > Math.max(limit, reserved) || number - settled >= WINDOW) {
                return OptionalLong.empty();
            }
            if (next.compareAndSet(number, number + 1)) {
                return OptionalLong.of(number);
            }
        }
    }

    /// Lets nobody take a number any more.
    void close() {
        long after = next.getAndSet(Long.MAX_VALUE);
        if (after != Long.MAX_VALUE) {
            lastEver = after - 1;
        }
    }

    /// Notes that no decision will have this number.
    void lose(long number, Cause cause) {
        lose(new Range(number, number, cause));
    }

    void lose(Range range) {
        synchronized (lost) {
            int last = lost.size() - 1;
            if (last >= 0
                    && lost.get(last).last() + 1 == range.first()
                    && lost.get(last).cause() == range.cause()) {
                lost.set(last, new Range(lost.get(last).first(), range.last(), range.cause()));
            } else {
                lost.add(range);
            }
        }
    }

    /// Takes away what was lost since the last time, in ascending order.
    List<Range> takeLost() {
        List<Range> taken;
        synchronized (lost) {
            taken = new ArrayList<>(lost);
            lost.clear();
        }
        taken.sort(Comparator.comparingLong(Range::first));
        return merged(taken);
    }

    boolean hasLost() {
        synchronized (lost) {
            return !lost.isEmpty();
        }
    }

    /// What the limit has to become with the next commit. It never goes back: the sidecar before
    /// may have had callers who do not wait.
    long nextLimit() {
        return Math.max(limit, limitAfter(ahead));
    }

    /// The last number that may be taken if so many more are allowed. What is not settled never
    /// spans more than the window.
    long limitAfter(long more) {
        return Math.min(last() + more, settled + WINDOW - 1);
    }

    /// That numbers up to this one may be taken is known elsewhere than in the database.
    void reserve(long upTo) {
        reserved = Math.max(reserved, upTo);
    }

    /// How many numbers may still be taken.
    long left() {
        return Math.max(limit, reserved) - last();
    }

    /// Some callers do not wait for the log.
    void answerAhead() {
        ahead = AHEAD_OF_AN_OUTAGE;
    }

    /// The commit with this limit was made.
    void limitIs(long committed) {
        limit = committed;
    }

    long settled() {
        return settled;
    }

    /// The last number that was taken.
    long last() {
        return Math.min(next.get() - 1, lastEver);
    }

    /// Notes that a committed record names this number. Only the writer of the log calls it.
    void settle(long number) {
        if (number <= settled) {
            return;
        }
        set(number);
        long floor = settled;
        while (isSet(floor + 1)) {
            floor++;
            clear(floor);
        }
        settled = floor;
    }

    /// The numbers that were taken and stand in no record, in ascending order: those of `known`,
    /// and all others with this cause. Only the writer of the log calls it.
    List<Range> unsettled(List<Range> known, Cause cause) {
        BitSet named = new BitSet();
        List<Range> open = new ArrayList<>(known);
        for (Range range : known) {
            named.set((int) (range.first() - settled), (int) (range.last() - settled) + 1);
        }
        long last = last();
        for (long number = settled + 1; number <= last; number++) {
            if (!isSet(number) && !named.get((int) (number - settled))) {
                open.add(new Range(number, number, cause));
            }
        }
        open.sort(Comparator.comparingLong(Range::first));
        return merged(open);
    }

    private static List<Range> merged(List<Range> sorted) {
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range before = merged.isEmpty() ? null : merged.getLast();
            if (before != null
                    && before.last() + 1 == range.first()
                    && before.cause() == range.cause()) {
                merged.removeLast();
                merged.add(new Range(before.first(), range.last(), range.cause()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private void set(long number) {
        settledAhead[word(number)] |= 1L << number;
    }

    private void clear(long number) {
        settledAhead[word(number)] &= ~(1L << number);
    }

    private boolean isSet(long number) {
        return (settledAhead[word(number)] & 1L << number) != 0;
    }

    private static int word(long number) {
        return (int) (number % WINDOW / Long.SIZE);
    }
}
