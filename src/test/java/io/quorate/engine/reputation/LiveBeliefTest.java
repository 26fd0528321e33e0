package io.quorate.engine.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.resolution.Belief;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Vote;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.standing.Roll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a decision tells is what the learner believes, figure by figure, so that it is right as
/// often as the learner's figures are.
final class LiveBeliefTest {
    private static final List<Choice> CHOICES = List.of(Choice.ACCEPT, Choice.REJECT);
    private static final double[] ACCURACIES = {0.9, 0.8, 0.8, 0.7, 0.6};

    /// Questions that everybody gets wrong together.
    private static final double DECEPTIVE = 0.2;

    private static final int QUESTIONS = 1_500;
    private static final int LABEL_EVERY = 10;

    private final PoolPolicy policy = PoolPolicy.of(new PoolId("facts"), agents());
    private final Reputations known = new Reputations(policy.detection(), policy.reputation());

    @Test
    void aDecisionTellsWhatTheLearnerBelievesAndAsWellCalibrated() {
        policy.agents().forEach(agent -> known.enrol(agent.id(), Seniority.FOUNDER));
        SplittableRandom random = new SplittableRandom(7);
        Calibration live = new Calibration();
        Calibration learnt = new Calibration();
        Calibration tempered = new Calibration();
        for (int question = 0; question < QUESTIONS; question++) {
            int right = random.nextInt(2);
            List<Ballot> ballots = ballots(right, random);
            if (known.labelled()) {
                Belief told = told(ballots);
                double[] believed = known.posterior(ballots, CHOICES).probabilities();
                int leaning = CHOICES.indexOf(told.leaning().orElseThrow());
                assertEquals(believed[leaning], told.confidence().orElseThrow(), 1e-6);
                assertTrue(believed[leaning] >= believed[1 - leaning]);
                live.add(told.confidence().orElseThrow(), leaning == right);
                learnt.add(believed[leaning], leaning == right);
                tempered.add(known.posterior(ballots, CHOICES).raw()[leaning], leaning == right);
            }
            learn(question, ballots, right);
        }
        assertEquals(learnt.error(), live.error(), 1e-4);
        assertTrue(live.error() < 0.1, () -> "off by " + live.error());
        assertTrue(
                live.error() < tempered.error(),
                () -> "off by " + live.error() + ", uncorrected by " + tempered.error());
    }

    private Belief told(List<Ballot> ballots) {
        Electorate electorate =
                new PoolPage(policy, List.of(), roll(), known.insight())
                        .sitting(CHOICES)
                        .orElseThrow()
                        .electorate();
        return Rounds.decide(
                        electorate,
                        Rules.of(policy),
                        ballots.stream().map(LiveBeliefTest::vouched).toList())
                .account()
                .belief();
    }

    private Optional<Roll> roll() {
        return Roll.open(
                policy.agents().stream().map(AgentPolicy::id).toList(),
                List.of(),
                policy.minAgents(),
                policy.maxAgents(),
                Instant.EPOCH);
    }

    private static io.quorate.core.consensus.admission.Ballot vouched(Ballot ballot) {
        return io.quorate.core.consensus.admission.Ballot.vouched(
                Vote.of(ballot.agent(), ballot.choice(), ballot.confidence().orElseThrow()));
    }

    private void learn(int question, List<Ballot> ballots, int right) {
        DecisionId decision = new DecisionId("decision-" + question);
        known.learn(
                question % LABEL_EVERY == 0
                        ? new Lesson.Label(
                                decision,
                                CHOICES,
                                ballots,
                                CHOICES.get(right),
                                Lesson.Source.CANARY)
                        : new Lesson.Votes(decision, CHOICES, ballots));
    }

    private static List<Ballot> ballots(int right, SplittableRandom random) {
        boolean deceptive = random.nextDouble() < DECEPTIVE;
        List<Ballot> ballots = new ArrayList<>();
        for (int agent = 0; agent < ACCURACIES.length; agent++) {
            boolean hit = !deceptive && random.nextDouble() < ACCURACIES[agent];
            ballots.add(
                    new Ballot(
                            new AgentId("a" + agent),
                            CHOICES.get(hit ? right : 1 - right),
                            OptionalDouble.of(0.7 + 0.3 * random.nextDouble())));
        }
        return ballots;
    }

    private static List<AgentPolicy> agents() {
        return IntStream.range(0, ACCURACIES.length)
                .mapToObj(i -> AgentPolicy.of(new AgentId("a" + i), new FaultDomain("d" + i)))
                .toList();
    }

    /// Expected calibration error over ten bins.
    private static final class Calibration {
        private final double[] claimed = new double[10];
        private final double[] right = new double[10];
        private int answers;

        void add(double confidence, boolean hit) {
            int bin = Math.min(9, (int) (confidence * 10));
            claimed[bin] += confidence;
            right[bin] += hit ? 1 : 0;
            answers++;
        }

        double error() {
            double error = 0;
            for (int bin = 0; bin < claimed.length; bin++) {
                error += Math.abs(claimed[bin] - right[bin]);
            }
            return error / answers;
        }
    }
}
