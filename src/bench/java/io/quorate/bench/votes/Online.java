package io.quorate.bench.votes;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Quorum;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.resolution.Belief;
import io.quorate.core.consensus.resolution.Count;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.detection.History;
import io.quorate.core.detection.Suspicion;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Vote;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Candidate;
import io.quorate.core.reputation.GateWeights;
import io.quorate.core.reputation.Insight;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.Retrospect;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.standing.Discipline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// One run over a set: each question is decided when it arrives and learnt from afterwards.
final class Online {
    private static final PoolId POOL = new PoolId("votes");
    private static final int PAIRWISE_AGENTS = 512;
    private static final boolean REFIT = Boolean.getBoolean("refit");

    private final Attack.Play play;
    private final Reputations known;
    private final Retrospect retrospect = new Retrospect();
    private final DetectionPolicy policy = detection();
    private final PoolPolicy pool = PoolPolicy.of(POOL, List.of());
    private final Rules rules = Rules.of(pool);
    private int learnt;

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
                Count count = count(ballots);
                score.answer(Belief.of(count), choice(gold.getAsInt()));
                count.agreed().ifPresent(choice -> score.decided(choice == gold.getAsInt()));
            }
            Lesson lesson = lesson(item, ballots, canary ? gold : OptionalInt.empty());
            known.learn(lesson);
            retrospect.add(lesson);
            if (REFIT && ++learnt % policy.clusterEvery() == 0) {
                known.apply(known.refit(retrospect.unlabelled()));
            }
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
                        choice(label.getAsInt()),
                        Lesson.Source.CANARY);
    }

    private Choice choice(int place) {
        return play.set().choices().get(place);
    }

    /// What the votes on a question add up to, before a pool that is seated as a decision's is.
    private Count count(List<Ballot> ballots) {
        List<Choice> choices = play.set().choices();
        GateWeights weighed =
                GateWeights.of(
                        ballots.stream().map(this::candidate).toList(),
                        pool.weighting(),
                        ReputationPolicy.DEFAULT,
                        Quorum.of(ballots.size(), rules.heads()).q(),
                        choices.size());
        Insight insight = known.insight();
        List<Member> members = new ArrayList<>();
        List<SeatState> states = new ArrayList<>();
        for (int i = 0; i < ballots.size(); i++) {
            Ballot ballot = ballots.get(i);
            members.add(
                    new Member(
                            ballot.agent(),
                            new FaultDomain(ballot.agent().value()),
                            Standing.ACTIVE,
                            weighed.weights().get(i),
                            0,
                            insight.voice(ballot.agent(), choices)));
            states.add(new SeatState.Counted(vote(ballot), choices.indexOf(ballot.choice())));
        }
        Electorate electorate =
                Seating.of(
                        POOL,
                        pool.weighting(),
                        choices,
                        members,
                        new Seating.Experience(
                                weighed.unproven(), insight.labelled(), insight.outlook(choices)),
                        rules.cap());
        return Count.of(electorate, Gate.of(electorate, rules), states);
    }

    private Candidate candidate(Ballot ballot) {
        return new Candidate(known.of(ballot.agent()), Discipline.founder(Instant.EPOCH), 1);
    }

    private static Vote vote(Ballot ballot) {
        return new Vote(
                ballot.agent(),
                Optional.of(ballot.choice()),
                ballot.confidence(),
                OptionalDouble.empty(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
