package io.quorate.core.detection;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A window of past decisions, by agent and by pair of agents.
///
/// It is filled in the order of the decisions and then read; not safe for several threads.
public final class History {
    private static final double FOUNDER_RIGHT = 0.8;
    private static final double TRUST_HALF = 5;
    private static final double MEAN_MAX = 0.97;
    private static final double ABOVE_CHANCE = 1.2;

    /// How many votes the law is worth: honest agents of a pool differ by about 0.15.
    private static final double SPREAD = 6;

    private final SortedMap<AgentId, Conduct> conducts = new TreeMap<>();
    private final SortedMap<Integer, Long> cast = new TreeMap<>();
    private final List<List<Sighting>> decisions = new ArrayList<>();
    private final Pairs pairs;
    private long votes;

    public History(int pairwiseAgentsMax) {
        this.pairs = new Pairs(pairwiseAgentsMax);
    }

    /// Adds the votes of one decision.
    public void add(List<Sighting> decision) {
        if (decision.isEmpty()) {
            return;
        }
        decisions.add(List.copyOf(decision));
        int[] voted = new int[decision.size()];
        for (int i = 0; i < voted.length; i++) {
            Sighting sighting = decision.get(i);
            voted[i] = sighting.voted();
            conducts.computeIfAbsent(sighting.agent(), Conduct::new).add(sighting);
            cast.merge(sighting.voted(), 1L, Long::sum);
            votes++;
        }
        pairs.add(
                decision.stream().map(Sighting::agent).toList(),
                voted,
                decision.getFirst().choices());
    }

    public int decisions() {
        return decisions.size();
    }

    List<List<Sighting>> byDecision() {
        return decisions;
    }

    public Collection<Conduct> conducts() {
        return Collections.unmodifiableCollection(conducts.values());
    }

    public Conduct of(AgentId agent) {
        Conduct known = conducts.get(agent);
        return known == null ? new Conduct(agent) : known;
    }

    public Pairs pairs() {
        return pairs;
    }

    /// How common a choice is among all votes, never 0.
    double commonness(int choice, int choices) {
        return (cast.getOrDefault(choice, 0L) + 1.0) / (votes + choices);
    }

    /// The law of being right of an agent of this pool of which nothing is known. Each agent counts
    /// by how well it is known, so that a few busy ones don't stand for all.
    Beta usual() {
        double right = FOUNDER_RIGHT;
        double all = 1;
        double chance = 0;
        for (Conduct conduct : conducts.values()) {
            chance = Math.max(chance, conduct.chance());
            if (conduct.known() > 0) {
                double trust = conduct.known() / (conduct.known() + TRUST_HALF);
                right += trust * conduct.right() / conduct.known();
                all += trust;
            }
        }
        double mean = Math.min(MEAN_MAX, Math.max(ABOVE_CHANCE * chance, right / all));
        return new Beta(mean * SPREAD, (1 - mean) * SPREAD);
    }
}
