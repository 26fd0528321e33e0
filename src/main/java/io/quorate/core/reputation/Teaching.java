package io.quorate.core.reputation;

import io.quorate.core.consensus.belief.Posterior;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Learning from a decision of which nobody says what was right: from what the others say.
///
/// For each vote the others make each choice probable, without this vote. They speak with what
/// *labels* show of them and nothing else, from chance up: agents that were never seen to be right
/// teach nothing, so that a bloc cannot vouch for itself, however large. Then the agent's own voice
/// is added, and the vote is counted as right with the probability that comes out: where the others
/// don't know, that is what the agent was believed to be anyway, and it neither gains nor loses
/// [1].
///
/// An agreement counts a fifth of a label, less the more labels the agent has itself (a fifth of
/// that is left in the end), and by the square of how much the others know.
///
/// [1] Minka: Expectation Propagation for Approximate Bayesian Inference (2001), §3,
/// assumed-density filtering.
final class Teaching {
    private static final double AGREEMENT = 1 / Reputation.LABEL_WEIGHT;
    private static final double AGREEMENT_MIN = 0.05 / Reputation.LABEL_WEIGHT;

    private final Reputations known;
    private final ReputationPolicy rules;

    Teaching(Reputations known, ReputationPolicy rules) {
        this.known = known;
        this.rules = rules;
    }

    List<Change> changes(Lesson.Votes lesson) {
        List<Choice> choices = lesson.choices();
        List<Ballot> ballots = lesson.ballots();
        boolean twoSided = Reputations.twoSided(choices);
        List<Evidence> agreements = agreements(lesson);
        Cause cause = new Cause.Agreement(lesson.decision());
        List<Change> changes = new ArrayList<>(ballots.size() + 1);
        for (int i = 0; i < ballots.size(); i++) {
            Ballot ballot = ballots.get(i);
            int voted = choices.indexOf(ballot.choice());
            double share = ballot.share(choices.size()) / Millionths.ONE;
            TrackRecord before = known.of(ballot.agent()).record();
            TrackRecord increment = TrackRecord.agreed(agreements.get(i));
            if (twoSided) {
                increment = increment.plus(TrackRecord.cast(voted, share));
            }
            changes.add(new Change.OfAgent(ballot.agent(), decayed(before, increment), cause));
        }
        cast(lesson).ifPresent(pool -> changes.add(new Change.OfPool(pool, cause)));
        return changes;
    }

    /// How each vote counts as right and wrong.
    List<Evidence> agreements(Lesson.Votes lesson) {
        List<Choice> choices = lesson.choices();
        List<Ballot> ballots = lesson.ballots();
        List<Voice> teachers =
                ballots.stream().map(ballot -> known.teacher(ballot.agent(), choices)).toList();
        List<Posterior> others =
                Posterior.leavingOneOut(
                        known.outlook(choices),
                        Reputations.utterances(ballots, teachers, choices),
                        choices.size());
        List<Evidence> agreements = new ArrayList<>(ballots.size());
        for (int i = 0; i < ballots.size(); i++) {
            agreements.add(evidence(ballots.get(i), others.get(i).raw(), choices));
        }
        return agreements;
    }

    private Evidence evidence(Ballot ballot, double[] others, List<Choice> choices) {
        int voted = choices.indexOf(ballot.choice());
        double share = ballot.share(choices.size()) / Millionths.ONE;
        int size = choices.size();
        double most = 0;
        for (double probability : others) {
            most = Math.max(most, probability);
        }
        double knowledge = Math.max(0, (size * most - 1) / (size - 1));
        double labels = known.of(ballot.agent()).record().told().votes() / Reputation.PROVEN_FROM;
        double weight =
                Math.max(AGREEMENT_MIN, AGREEMENT * (1 - labels)) * share * knowledge * knowledge;
        Voice own = known.voice(ballot.agent(), choices);
        double[] right = new double[size];
        double sum = 0;
        for (int choice = 0; choice < size; choice++) {
            right[choice] = others[choice] * StrictMath.exp(own.of(choice, voted) / Millionths.ONE);
            sum += right[choice];
        }
        for (int choice = 0; choice < size; choice++) {
            right[choice] /= sum;
        }
        return Evidence.of(weight, right, voted, Reputations.twoSided(choices));
    }

    private TrackRecord decayed(TrackRecord before, TrackRecord increment) {
        double kept = rules.decay().doubleValue();
        return kept >= 1 ? increment : increment.plus(before.forgetting(1 - kept));
    }

    /// How common each of two choices is among the votes; each decision counts as one.
    static Optional<Climate> cast(Lesson lesson) {
        if (!Reputations.twoSided(lesson.choices()) || lesson.ballots().isEmpty()) {
            return Optional.empty();
        }
        double first = 0;
        double second = 0;
        for (Ballot ballot : lesson.ballots()) {
            double share = ballot.share(2) / Millionths.ONE / lesson.ballots().size();
            if (ballot.choice().equals(Choice.ACCEPT)) {
                first += share;
            } else {
                second += share;
            }
        }
        return Optional.of(
                new Climate(
                        0,
                        0,
                        0,
                        Millionths.of(first),
                        Millionths.of(second),
                        0,
                        0,
                        Calibration.NONE));
    }
}
