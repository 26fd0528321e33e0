package io.quorate.core.reputation;

import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Weighting;
import java.util.ArrayList;
import java.util.List;

/// What each vote weighs in the gate, in millionths, before fault domains are cut.
///
/// A weight is never negative: a liar is ignored. Until as many agents as make a quorum are proven
/// by labels the pool is unproven and nothing learnt steers the gate, unless the policy trusts
/// agreement. A newcomer weighs nothing until it is proven itself, in an unproven pool too; an
/// agent back from quarantine at most as much as the median of those that are active, until it has
/// earned trust anew.
///
/// @param weights one for each candidate, in their order
public record GateWeights(List<Long> weights, boolean unproven) {
    private static final double RATE_MIN = 0.01;
    private static final double RATE_MAX = 0.99;
    private static final double MULTIPLIER_MIN = 0.5;
    private static final double MULTIPLIER_MAX = 1.5;

    public GateWeights {
        weights = List.copyOf(weights);
    }

    /// @param quorum how many heads agree
    /// @param choices K of this submission
    public static GateWeights of(
            List<Candidate> candidates,
            Weighting weighting,
            ReputationPolicy rules,
            int quorum,
            int choices) {
        long proven =
                candidates.stream().filter(candidate -> candidate.reputation().proven()).count();
        boolean unproven = proven < quorum;
        boolean learnt = !unproven || rules.trustAgreement();
        double mean =
                candidates.stream()
                        .mapToDouble(candidate -> candidate.reputation().accuracy())
                        .average()
                        .orElse(1);
        List<Long> weights = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            double accuracy = candidate.reputation().accuracy();
            weights.add(
                    mayWeigh(candidate)
                            ? Millionths.of(
                                    switch (weighting) {
                                        case EQUAL -> 1;
                                        case SPECIALIZATION ->
                                                candidate.ownWeight()
                                                        * (learnt
                                                                ? multiplier(accuracy / mean)
                                                                : 1);
                                        case LOG_ODDS -> learnt ? logOdds(accuracy, choices) : 1;
                                    })
                            : 0L);
        }
        return new GateWeights(onTrial(candidates, weights), unproven);
    }

    /// log(p(K−1)/(1−p)), 0 for an agent that is no better than a guess.
    static double logOdds(double accuracy, int choices) {
        if (accuracy * choices <= 1) {
            return 0;
        }
        double rate = Math.min(RATE_MAX, Math.max(RATE_MIN, accuracy));
        return Math.max(0, StrictMath.log(rate * (choices - 1) / (1 - rate)));
    }

    private static double multiplier(double relative) {
        return Math.min(MULTIPLIER_MAX, Math.max(MULTIPLIER_MIN, relative));
    }

    private static boolean mayWeigh(Candidate candidate) {
        return candidate.discipline().standing().mayVote()
                && (candidate.reputation().seniority() == Seniority.FOUNDER
                        || candidate.reputation().proven());
    }

    private static List<Long> onTrial(List<Candidate> candidates, List<Long> weights) {
        List<Long> active = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            if (candidates.get(i).discipline().standing() == Standing.ACTIVE) {
                active.add(weights.get(i));
            }
        }
        if (active.isEmpty()) {
            return weights;
        }
        active.sort(null);
        long median = (active.get((active.size() - 1) / 2) + active.get(active.size() / 2)) / 2;
        List<Long> capped = new ArrayList<>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            boolean trial = candidates.get(i).discipline().standing() == Standing.PROBATION;
            capped.add(
                    Math.min(
                            Seat.WEIGHT_MAX,
                            trial ? Math.min(median, weights.get(i)) : weights.get(i)));
        }
        return capped;
    }
}
