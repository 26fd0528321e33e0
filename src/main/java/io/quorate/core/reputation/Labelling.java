package io.quorate.core.reputation;

import io.quorate.core.consensus.belief.Posterior;
import io.quorate.core.consensus.belief.Utterance;
import io.quorate.core.detection.Drift;
import io.quorate.core.detection.Finding;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Learning from a right choice that became known.
///
/// In this order, all of it on what was known before the label:
///
/// 1. What the pool would have said is held against the label ([Calibration]).
/// 2. Each voice is corrected. The gradient of the log-posterior of the right choice with respect
///    to what an agent's vote says is share·κ·([it voted right] − q(its choice)); the step is
///    divided by one plus the curvature seen so far, which is one step of online Bayesian logistic
///    regression [1]. Counting rights and wrongs by agent takes voters as independent; the
///    correction is what takes weight from agents that only repeat the wrong half of the panel.
/// 3. How far the errors of this question went together moves ρ̄.
/// 4. The agent's drift watch sees the vote. When it passes its limit, most of what was learnt of
///    the agent before is forgotten: it is another agent now. An outcome that a caller reports
///    makes nobody forget: one report must not move more than its own weight.
/// 5. Rights and wrongs are counted. A label that nobody got right says more about the question
///    than about the voters, and their voices stay; for the gates it counts as any other.
///
/// [1] Opper: A Bayesian Approach to Online Learning (1998).
final class Labelling {
    private static final double FORGETS = 0.9;

    private final Reputations known;
    private final DetectionPolicy policy;

    Labelling(Reputations known, DetectionPolicy policy) {
        this.known = known;
        this.policy = policy;
    }

    List<Change> changes(Lesson.Label lesson) {
        List<Choice> choices = lesson.choices();
        List<Ballot> ballots = lesson.ballots();
        int right = choices.indexOf(lesson.right());
        boolean twoSided = Reputations.twoSided(choices);
        List<Voice> voices = known.voices(ballots.stream().map(Ballot::agent).toList(), choices);
        List<Utterance> votes = Reputations.utterances(ballots, voices, choices);
        Posterior posterior = Posterior.of(known.outlook(choices), votes, choices.size());
        double[] correction = corrections(votes, posterior, right);
        boolean nobody =
                votes.stream().noneMatch(vote -> vote.voted() == right) && votes.size() > 1;
        Cause cause = new Cause.Label(lesson.decision(), lesson.source());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ballots.size(); i++) {
            Ballot ballot = ballots.get(i);
            int voted = votes.get(i).voted();
            double share = votes.get(i).share() / Millionths.ONE;
            forgetting(ballot, voted, right, lesson).ifPresent(changes::add);
            TrackRecord before = known.of(ballot.agent()).record();
            double leverage = leverage(votes, i, posterior);
            TrackRecord increment =
                    TrackRecord.labelled(voted == right, choices.size())
                            .plus(
                                    TrackRecord.corrected(
                                            correction[i]
                                                    / (1
                                                            + before.leverage() / Millionths.ONE
                                                            + leverage),
                                            leverage));
            if (!nobody) {
                increment =
                        increment.plus(
                                TrackRecord.told(
                                        Evidence.of(
                                                share,
                                                certain(right, choices.size()),
                                                voted,
                                                twoSided)));
            }
            if (twoSided && Reputations.isNew(lesson)) {
                increment = increment.plus(TrackRecord.cast(voted, share));
            }
            changes.add(new Change.OfAgent(ballot.agent(), increment, cause));
        }
        changes.add(new Change.OfPool(pool(lesson, posterior, right, twoSided), cause));
        return changes;
    }

    private static double[] certain(int right, int choices) {
        double[] probabilities = new double[choices];
        probabilities[right] = 1;
        return probabilities;
    }

    private static double[] corrections(List<Utterance> votes, Posterior posterior, int right) {
        double[] probable = posterior.raw();
        double[] corrections = new double[votes.size()];
        for (int i = 0; i < corrections.length; i++) {
            Utterance vote = votes.get(i);
            corrections[i] =
                    vote.share()
                            / Millionths.ONE
                            * posterior.temper()
                            * ((vote.voted() == right ? 1 : 0) - probable[vote.voted()]);
        }
        return corrections;
    }

    /// How much this question can tell about a vote's weight, together with those that voted alike:
    /// what one of them is corrected by, the others are too.
    private static double leverage(List<Utterance> votes, int place, Posterior posterior) {
        Utterance vote = votes.get(place);
        double probable = posterior.raw()[vote.voted()];
        double own = vote.share() / Millionths.ONE * posterior.temper();
        double alike = 0;
        for (Utterance other : votes) {
            if (other.voted() == vote.voted()) {
                alike += other.share() / Millionths.ONE * posterior.temper();
            }
        }
        return own * alike * probable * (1 - probable);
    }

    private Optional<Change> forgetting(Ballot ballot, int voted, int right, Lesson.Label lesson) {
        if (lesson.source() == Lesson.Source.OUTCOME) {
            return Optional.empty();
        }
        Drift drift = known.drift(ballot.agent()).after(step(ballot, voted, right, lesson));
        return switch (drift.examine(ballot.agent(), policy)) {
            case Finding.Suspected suspected ->
                    Optional.of(
                            new Change.OfAgent(
                                    ballot.agent(),
                                    known.of(ballot.agent()).record().forgetting(FORGETS),
                                    new Cause.Drift(lesson.decision(), suspected.evidence())));
            case Finding.Clear _, Finding.TooFew _ -> Optional.empty();
        };
    }

    private Drift.Step step(Ballot ballot, int voted, int right, Lesson.Label lesson) {
        return new Drift.Step.Labelled(
                ballot.agent(),
                voted,
                lesson.choices().size(),
                right,
                policy.driftSlack().doubleValue());
    }

    /// What the agents' watches are told of a label, and of what was forgotten over it.
    List<Drift.Step> steps(Lesson.Label lesson, List<Change> changes) {
        List<Choice> choices = lesson.choices();
        int right = choices.indexOf(lesson.right());
        List<Drift.Step> steps = new ArrayList<>();
        for (Ballot ballot : lesson.ballots()) {
            steps.add(step(ballot, choices.indexOf(ballot.choice()), right, lesson));
        }
        for (Change change : changes) {
            if (change instanceof Change.OfAgent(var agent, var _, Cause.Drift _)) {
                steps.add(new Drift.Step.Renewed(agent));
            }
        }
        return steps;
    }

    private Climate pool(Lesson.Label lesson, Posterior posterior, int right, boolean twoSided) {
        double[] together = errorsTogether(lesson, right);
        Climate seen =
                new Climate(
                        1,
                        twoSided && right == 0 ? 1 : 0,
                        twoSided && right == 1 ? 1 : 0,
                        0,
                        0,
                        Millionths.of(together[0]),
                        Millionths.of(together[1]),
                        Calibration.of((lapse, sharpness) ->
                                posterior.calibrated(lapse, sharpness)[right]));
        return Reputations.isNew(lesson)
                ? Teaching.cast(lesson).map(seen::plus).orElse(seen)
                : seen;
    }

    /// The mean product of two agents' surprise at being wrong, in units of their spread, and the
    /// votes it rests on. Sums of products over all pairs from sums of single terms.
    private double[] errorsTogether(Lesson.Label lesson, int right) {
        List<Choice> choices = lesson.choices();
        double surprise = 0;
        double surpriseSquares = 0;
        double spread = 0;
        double spreadSquares = 0;
        for (Ballot ballot : lesson.ballots()) {
            double wrong = 1 - known.rate(ballot.agent(), choices.size());
            double deviation = (choices.indexOf(ballot.choice()) == right ? 0 : 1) - wrong;
            surprise += deviation;
            surpriseSquares += deviation * deviation;
            double variance = wrong * (1 - wrong);
            spread += Math.sqrt(variance);
            spreadSquares += variance;
        }
        double products = (surprise * surprise - surpriseSquares) / 2;
        double expected = (spread * spread - spreadSquares) / 2;
        int votes = lesson.ballots().size();
        return votes < 2 || expected <= 0
                ? new double[] {0, 0}
                : new double[] {votes * products / expected, votes};
    }
}
