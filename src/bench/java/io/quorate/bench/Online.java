package io.quorate.bench;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.detection.History;
import io.quorate.core.detection.Suspicion;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Candidate;
import io.quorate.core.reputation.GateWeights;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.Retrospect;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.standing.Discipline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// One run over a set: each question is decided when it arrives and learnt from afterwards.
final class Online {
    private static final PoolId POOL = new PoolId("votes");
    private static final int PAIRWISE_AGENTS = 512;

    private final Attack.Play play;
    private final Reputations known;
    private final Retrospect retrospect = new Retrospect();
    private final DetectionPolicy policy = detection();
    private final PoolPolicy pool = PoolPolicy.of(POOL, List.of());
    private final Rules rules = Rules.of(pool);

    Online(Attack.Play play) {
        this.play = play;
        this.known = new Reputations(policy, ReputationPolicy.DEFAULT);
        play.set().agents().forEach(agent -> known.enrol(agent, Seniority.FOUNDER));
    }

    /// The default rules, but for how many agents are compared.
    private static DetectionPolicy detection() {
        DetectionPolicy rules = DetectionPolicy.DEFAULT;
        return new DetectionPolicy(
                rules.votesMin(),
                rules.outlierZ(),
                rules.labelledErrorConfidence(),
                rules.spamScore(),
                rules.spamEntropy(),
                rules.collusionKappa(),
                rules.collusionRatio(),
                rules.driftSlack(),
                rules.driftLimit(),
                rules.latencyZ(),
                PAIRWISE_AGENTS,
                rules.clusterEvery());
    }

    /// @param canaries share of the questions whose answer is revealed afterwards; they are not
    ///   scored
    Score decideAll(double canaries, SplittableRandom chance) {
        Score score = new Score();
        for (int item : play.order()) {
            OptionalInt gold = play.set().items().get(item).gold();
            boolean canary = gold.isPresent() && chance.nextDouble() < canaries;
            List<Ballot> ballots = ballots(item);
            if (gold.isPresent() && !canary) {
                score.answer(
                        known.posterior(ballots, play.set().choices()).probabilities(),
                        gold.getAsInt());
                verdict(item, ballots)
                        .ifPresent(choice -> score.decided(choice == gold.getAsInt()));
            }
            Lesson lesson = lesson(item, ballots, canary ? gold : OptionalInt.empty());
            known.learn(lesson);
            retrospect.add(lesson);
        }
        return score;
    }

    private List<Ballot> ballots(int item) {
        return play.votes().get(item).stream()
                .map(vote ->
                        new Ballot(
                                play.set().agents().get(vote.agent()),
                                play.set().choices().get(vote.choice()),
                                vote.confidence()))
                .toList();
    }

    private Lesson lesson(int item, List<Ballot> ballots, OptionalInt label) {
        DecisionId id = new DecisionId("item-" + item);
        return label.isEmpty()
                ? new Lesson.Votes(id, play.set().choices(), ballots)
                : new Lesson.Label(
                        id,
                        play.set().choices(),
                        ballots,
                        play.set().choices().get(label.getAsInt()),
                        Lesson.Source.CANARY);
    }

    /// The place of the choice that passes the gate of the question's voters, if any does.
    private OptionalInt verdict(int item, List<Ballot> ballots) {
        int classes = play.set().classes();
        List<Candidate> candidates =
                ballots.stream()
                        .map(ballot ->
                                new Candidate(
                                        known.of(ballot.agent()),
                                        Discipline.founder(Instant.EPOCH),
                                        1))
                        .toList();
        int n = candidates.size();
        int quorum = (n + (n - 1) / 3) / 2 + 1;
        GateWeights weighed =
                GateWeights.of(
                        candidates, pool.weighting(), ReputationPolicy.DEFAULT, quorum, classes);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            AgentId agent = ballots.get(i).agent();
            members.add(
                    new Member(
                            agent,
                            new FaultDomain(agent.value()),
                            Standing.ACTIVE,
                            weighed.weights().get(i),
                            0,
                            Voice.SILENT));
        }
        Electorate electorate =
                Seating.of(
                        POOL,
                        pool.weighting(),
                        play.set().choices(),
                        members,
                        new Seating.Experience(
                                weighed.unproven(),
                                known.labelled(),
                                known.climate().errorCorrelation()),
                        rules.cap());
        Gate gate = Gate.of(electorate, rules);
        int[] heads = new int[classes];
        long[] weights = new long[classes];
        List<Seat> seats = electorate.seats();
        for (int i = 0; i < n; i++) {
            int choice = play.votes().get(item).get(i).choice();
            heads[choice]++;
            weights[choice] += seats.get(i).weight();
        }
        for (int choice = 0; choice < classes; choice++) {
            if (gate.agreed(heads[choice], weights[choice])) {
                return OptionalInt.of(choice);
            }
        }
        return OptionalInt.empty();
    }

    /// How probable it is that an injected agent is more suspect than an honest one.
    double suspicionAuc() {
        History history = retrospect.read(known, PAIRWISE_AGENTS);
        List<Suspicion> suspicions = Suspicion.of(history, policy);
        double pairs = 0;
        double ahead = 0;
        for (Suspicion one : suspicions) {
            if (!injected(one.agent())) {
                continue;
            }
            for (Suspicion other : suspicions) {
                if (!injected(other.agent())) {
                    pairs++;
                    int order = Double.compare(one.nats(), other.nats());
                    ahead += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                }
            }
        }
        return ahead / pairs;
    }

    private boolean injected(AgentId agent) {
        return play.injected()[play.set().agents().indexOf(agent)];
    }

    /// The majority's share of each choice.
    static double[] majority(Attack.Play play, int item) {
        double[] shares = new double[play.set().classes()];
        List<VoteSet.Cast> votes = play.votes().get(item);
        votes.forEach(vote -> shares[vote.choice()] += 1.0 / votes.size());
        return shares;
    }
}
