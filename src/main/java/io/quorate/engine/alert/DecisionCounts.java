package io.quorate.engine.alert;

import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What pools' decisions came to over a window of time that moves along, in steps of a sixtieth.
///
/// Safe for any number of threads.
public final class DecisionCounts implements Signals {
    private static final int STEPS = 60;

    private final Ticker ticker;
    private final Map<PoolId, Ring> rings = new ConcurrentHashMap<>();
    private volatile Duration window = Duration.ofMinutes(5);

    public DecisionCounts(Ticker ticker) {
        this.ticker = ticker;
    }

    /// @param rounds decisions for which a round was held
    /// @param undecided those of them without consensus
    record Counts(long decisions, long noConsensus, long timeouts, long rounds, long undecided) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        static Counts of(PoolOutcome pool) {
            boolean held = !pool.rounds().isEmpty();
            return new Counts(
                    1,
                    pool.outcome().verdict() == Verdict.NO_CONSENSUS ? 1 : 0,
                    pool.outcome().reason() == OutcomeReason.TIMEOUT ? 1 : 0,
                    held ? 1 : 0,
                    held && pool.outcome().escalates() ? 1 : 0);
        }

        Counts plus(Counts more) {
            return new Counts(
                    decisions + more.decisions,
                    noConsensus + more.noConsensus,
                    timeouts + more.timeouts,
                    rounds + more.rounds,
                    undecided + more.undecided);
        }
    }

    @Override
    public void emit(Signal signal) {
        if (signal instanceof Signal.Decided decided) {
            for (PoolOutcome pool : decided.record().findings().pools()) {
                rings.computeIfAbsent(pool.pool(), _ -> new Ring(window))
                        .add(Counts.of(pool), ticker.nanos());
            }
        }
    }

    Counts of(PoolId pool) {
        Ring ring = rings.get(pool);
        return ring == null ? Counts.NONE : ring.sum(ticker.nanos());
    }

    /// Counts these pools over this window from now on; another window begins empty.
    void follow(Collection<PoolId> pools, Duration wanted) {
        window = wanted;
        rings.values().removeIf(ring -> !ring.window.equals(wanted));
        rings.keySet().retainAll(pools);
    }

    /// The latest steps, each in the place that its number has modulo their count.
    private static final class Ring {
        private final Duration window;
        private final Counts[] counts = new Counts[STEPS];
        private long latest = Long.MIN_VALUE;

        Ring(Duration window) {
            this.window = window;
            Arrays.fill(counts, Counts.NONE);
        }

        synchronized void add(Counts more, long nanos) {
            long step = advance(nanos);
            int place = Math.floorMod(step, STEPS);
            counts[place] = counts[place].plus(more);
        }

        synchronized Counts sum(long nanos) {
            advance(nanos);
            return Arrays.stream(counts).reduce(Counts.NONE, Counts::plus);
        }

        private long advance(long nanos) {
            long step = Math.floorDiv(nanos, window.toNanos() / STEPS);
            for (long passed = Math.max(latest + 1, step - STEPS + 1); passed <= step; passed++) {
                counts[Math.floorMod(passed, STEPS)] = Counts.NONE;
            }
            latest = Math.max(latest, step);
            return latest;
        }
    }
}
