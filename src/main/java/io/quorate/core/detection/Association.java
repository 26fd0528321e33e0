package io.quorate.core.detection;

import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.detection.measure.Robust;
import io.quorate.core.protocol.AgentId;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far each agent's answers depend on anybody else's.
///
/// For two agents that answer independently n·(K−1)·κ² is about 1 on average, whatever the answers'
/// frequencies. An agent's figure is the mean over those with which it shared enough questions,
/// shrunk to 1.5; a random voter stays near 1 where agents that see the question have several times
/// that, even when they are wrong together.
final class Association {
    private static final int TOGETHER_MIN = 4;
    private static final double TERM_MAX = 16;
    private static final double SHRINK = 2;
    private static final double SHRINK_TO = 1.5;
    private static final double PAIRS_MAX = 6;

    private final SortedMap<AgentId, Double> figures = new TreeMap<>();
    private final SortedMap<AgentId, Integer> partners = new TreeMap<>();
    private final double usual;

    Association(History history) {
        Pairs pairs = history.pairs();
        for (Conduct conduct : history.conducts()) {
            double sum = 0;
            int compared = 0;
            for (AgentId other : pairs.agents()) {
                Agreement agreement = pairs.of(conduct.agent(), other);
                if (agreement.together() >= TOGETHER_MIN) {
                    double kappa = agreement.kappa(0);
                    sum +=
                            Math.min(
                                    TERM_MAX,
                                    agreement.together()
                                            * (conduct.choicesMost() - 1)
                                            * kappa
                                            * kappa);
                    compared++;
                }
            }
            figures.put(conduct.agent(), (sum + SHRINK * SHRINK_TO) / (compared + SHRINK));
            partners.put(conduct.agent(), compared);
        }
        usual =
                figures.isEmpty()
                        ? SHRINK_TO
                        : Math.max(
                                SHRINK_TO,
                                Robust.median(
                                        figures.values().stream()
                                                .mapToDouble(Double::doubleValue)
                                                .toArray()));
    }

    double of(AgentId agent) {
        return of(figures, agent);
    }

    /// How much more probable the figure is for an agent whose answers depend on nobody than for
    /// one like the others of the pool, in nats. The pairs of one agent are not independent of each
    /// other: no more than six of them count.
    double aloneness(AgentId agent) {
        double figure = of(figures, agent);
        double pairs = Math.min(PAIRS_MAX, of(partners, agent));
        return pairs / 2 * (figure / usual + StrictMath.log(usual) - figure);
    }

    private static <V> V of(Map<AgentId, V> all, AgentId agent) {
        return Objects.requireNonNull(all.get(agent), () -> "nothing is known of " + agent);
    }
}
