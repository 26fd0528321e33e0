package io.quorate.core.reputation;

import io.quorate.core.detection.Pairs;
import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is presumed of an agent's rate of being right before its own votes are counted: what labels
/// say of those that vote like it.
///
/// The pool's own mean, which labels move away from what founders are presumed, is worth three
/// votes; every other agent counts with up to four of its labelled votes, times the square of κ.
/// Agents of one bloc share their labels that way, liars as well as good ones, and where each agent
/// has two or three labels that is most of what is known. Agreement alone moves nobody: without
/// labels every neighbour counts for nothing.
final class Neighbours {
    private static final double POOL_COUNTS = 3;
    private static final double NEIGHBOUR_COUNTS_MAX = 4;
    private static final double KAPPA_PRIOR = 2;
    private static final int TOGETHER_MIN = 3;

    /// Agents' worth that the presumption about founders has in the pool's mean.
    private static final double PRESUMED_COUNTS = 15;

    /// Labelled votes from which an agent counts half in the pool's mean.
    private static final double HALF = 5;

    private final SortedMap<AgentId, Double> rates = new TreeMap<>();
    private final double mean;

    private Neighbours(double mean) {
        this.mean = mean;
    }

    static Neighbours of(SortedMap<AgentId, Reputation> reputations, Pairs pairs) {
        double right = PRESUMED_COUNTS * Seniority.FOUNDER.prior().mean();
        double all = PRESUMED_COUNTS;
        for (Reputation reputation : reputations.values()) {
            Evidence told = reputation.record().told();
            if (told.votes() > 0) {
                double trust = told.votes() / (told.votes() + HALF);
                right += trust * told.rightVotes() / told.votes();
                all += trust;
            }
        }
        Neighbours neighbours = new Neighbours(right / all);
        List<AgentId> compared = pairs.agents();
        List<Evidence> told = new ArrayList<>(compared.size());
        for (AgentId agent : compared) {
            Reputation reputation = reputations.get(agent);
            told.add(reputation == null ? Evidence.NONE : reputation.record().told());
        }
        for (int agent = 0; agent < compared.size(); agent++) {
            neighbours.rates.put(compared.get(agent), neighbours.rate(agent, told, pairs));
        }
        return neighbours;
    }

    private double rate(int agent, List<Evidence> told, Pairs pairs) {
        double right = POOL_COUNTS * mean;
        double all = POOL_COUNTS;
        for (int other = 0; other < told.size(); other++) {
            Evidence neighbour = told.get(other);
            if (other == agent || neighbour.votes() <= 0) {
                continue;
            }
            Agreement agreement = pairs.at(agent, other);
            if (agreement.together() >= TOGETHER_MIN) {
                double kappa = Math.max(0, agreement.kappa(KAPPA_PRIOR));
                double counts = kappa * kappa * Math.min(NEIGHBOUR_COUNTS_MAX, neighbour.votes());
                right += counts * neighbour.rightVotes() / neighbour.votes();
                all += counts;
            }
        }
        return right / all;
    }

    double of(AgentId agent) {
        return rates.getOrDefault(agent, mean);
    }
}
