package io.quorate.engine.poll;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How fast each agent answers, by its latest answers in this process, and how often it may be
/// asked a second time.
///
/// Safe for any number of threads.
public final class Paces {
    private final Map<PoolId, Map<AgentId, Pace>> paces = new ConcurrentHashMap<>();

    private Pace of(PoolId pool, AgentId agent) {
        return paces.computeIfAbsent(pool, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(agent, _ -> new Pace());
    }

    void asked(PoolId pool, AgentId agent) {
        of(pool, agent).asked();
    }

    void answered(PoolId pool, AgentId agent, Duration took) {
        of(pool, agent).answered(took.toNanos());
    }

    /// Within which time nearly all of the agent's answers come; empty while too few are known.
    Optional<Duration> usual(PoolId pool, AgentId agent) {
        return of(pool, agent).usual();
    }

    /// Whether the agent may be asked a second time; if so, that counts. An agent that answers
    /// nobody any more is thereby not given twice the load.
    boolean allowsSecond(PoolId pool, AgentId agent) {
        return of(pool, agent).allowsSecond();
    }

    private static final class Pace {
        private static final int LATEST = 100;
        private static final int ANSWERS_MIN = 20;
        private static final int EVERY = 10;
        private static final double NEARLY_ALL = 0.95;

        /// One call in ten may be a second one, and a few in a row.
        private static final int SECOND_COSTS = 10;

        private static final int SAVED_MAX = 10 * SECOND_COSTS;

        private final long[] latest = new long[LATEST];
        private long answers;
        private long usual;
        private int saved = SAVED_MAX;

        synchronized void asked() {
            saved = Math.min(SAVED_MAX, saved + 1);
        }

        synchronized void answered(long nanos) {
            latest[(int) (answers++ % LATEST)] = nanos;
            if (answers >= ANSWERS_MIN && answers % EVERY == 0) {
                long[] sorted = Arrays.copyOf(latest, (int) Math.min(answers, LATEST));
                Arrays.sort(sorted);
                usual = sorted[(int) Math.ceil(NEARLY_ALL * sorted.length) - 1];
            }
        }

        synchronized Optional<Duration> usual() {
            return answers < ANSWERS_MIN ? Optional.empty() : Optional.of(Duration.ofNanos(usual));
        }

        synchronized boolean allowsSecond() {
            boolean allowed = saved >= SECOND_COSTS;
            if (allowed) {
                saved -= SECOND_COSTS;
            }
            return allowed;
        }
    }
}
