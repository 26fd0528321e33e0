package io.quorate.core.planning.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A replay against the sidecar itself: the same votes, decided under the candidate.
class ReplayProperties {
    private static final int CASES = 1_000;
    private static final Submission SUBMISSION =
            Submission.ofAnswer("When?", "In 1931.", new Source("s1", "", "completed in 1931"));

    @Test
    void theSamePolicyDecidesTheSame() {
        Seeds.forEach(
                CASES,
                random -> {
                    Policy policy = policy(random, agents(random, 1 + random.nextInt(8)));
                    DecisionRecord recorded = Desk.decide(policy, SUBMISSION, votes(random));
                    assertEquals(
                            new Replayed.Decided(recorded.findings().outcome(), Spending.NONE),
                            new Replay(policy).of(recorded));
                });
    }

    @Test
    void anotherPolicyOfTheSameAgentsDecidesAsItWouldHave() {
        int[] undetermined = new int[1];
        Seeds.forEach(
                CASES,
                random -> {
                    int size = 1 + random.nextInt(8);
                    DecisionRecord recorded =
                            decideAndCompare(random, size, size, votes(random), undetermined);
                    assertTrue(!recorded.findings().pools().isEmpty());
                });
        assertTrue(undetermined[0] < CASES / 20, () -> undetermined[0] + " undetermined");
    }

    @Test
    void whereAgentsComeAndGoWhatIsDecidedIsWhatWouldHaveBeen() {
        int[] undetermined = new int[1];
        Seeds.forEach(
                CASES,
                random ->
                        decideAndCompare(
                                random,
                                1 + random.nextInt(8),
                                1 + random.nextInt(8),
                                properVotes(random),
                                undetermined));
        assertTrue(undetermined[0] < CASES * 3 / 4, () -> undetermined[0] + " undetermined");
    }

    private static DecisionRecord decideAndCompare(
            RandomGenerator random, int before, int after, List<Vote> votes, int[] undetermined) {
        DecisionRecord recorded =
                Desk.decide(policy(random, agents(random, before)), SUBMISSION, votes);
        Policy candidate = policy(random, agents(random, after));
        Outcome would = Desk.decide(candidate, SUBMISSION, votes).findings().outcome();
        switch (new Replay(candidate).of(recorded)) {
            case Replayed.Decided(Outcome replayed, _) -> assertEquals(would, replayed);
            case Replayed.Undetermined(Cause cause) -> {
                assertTrue(cause != Cause.POOL_UNKNOWN, cause::words);
                undetermined[0]++;
            }
        }
        return recorded;
    }

    private static Policy policy(RandomGenerator random, List<AgentPolicy> agents) {
        ResolutionPolicy resolution =
                new ResolutionPolicy(
                        random.nextBoolean() ? OnTie.ESCALATE : OnTie.WEIGHTED,
                        OnTimeout.ESCALATE,
                        random.nextBoolean()
                                ? MinorityOverrule.ESCALATE
                                : MinorityOverrule.EVIDENCE);
        return Policy.of(
                PoolPolicy.named(Desk.POOL)
                        .agents(agents)
                        .minAgents(1)
                        .maxAgents(7)
                        .weighting(random.nextBoolean() ? Weighting.EQUAL : Weighting.LOG_ODDS)
                        .threshold(
                                random.nextBoolean()
                                        ? HeadThreshold.BYZANTINE
                                        : new HeadThreshold.Supermajority(new BigDecimal("0.8")))
                        .weightThreshold(
                                random.nextBoolean()
                                        ? WeightThreshold.TWO_THIRDS
                                        : new WeightThreshold.Share(new BigDecimal("0.8")))
                        .resolution(resolution)
                        .build());
    }

    private static List<AgentPolicy> agents(RandomGenerator random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new AgentPolicy(
                                new AgentId("a" + i),
                                new FaultDomain("d" + random.nextInt(6)),
                                Optional.empty(),
                                BigDecimal.ONE,
                                random.nextInt(3) * 0.4,
                                Optional.empty()))
                .toList();
    }

    /// Some of them faulty: contradictory, of no choice, out of range, of nobody.
    private static List<Vote> votes(RandomGenerator random) {
        List<Vote> votes = new ArrayList<>(properVotes(random));
        for (int faulty = random.nextInt(4); faulty > 0; faulty--) {
            Vote one = vote(random, new AgentId("a" + random.nextInt(9)));
            votes.add(
                    switch (random.nextInt(3)) {
                        case 0 -> Vote.of(one.agent(), new Choice("elsewhere"), 0.5);
                        case 1 -> Vote.of(one.agent(), Choice.ACCEPT, 1.5);
                        default -> one;
                    });
        }
        return votes;
    }

    private static List<Vote> properVotes(RandomGenerator random) {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            AgentId agent = new AgentId("a" + i);
            switch (random.nextInt(8)) {
                case 0 -> {}
                case 1 -> votes.add(Vote.abstention(agent, ""));
                default -> votes.add(vote(random, agent));
            }
        }
        return votes;
    }

    private static Vote vote(RandomGenerator random, AgentId agent) {
        return new Vote(
                agent,
                Optional.of(random.nextInt(3) == 0 ? Choice.REJECT : Choice.ACCEPT),
                OptionalDouble.of(random.nextInt(11) / 10.0),
                random.nextBoolean()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(random.nextInt(11) / 10.0),
                "",
                random.nextInt(4) == 0
                        ? List.of(new Quotation("s1", random.nextBoolean() ? "1931" : "1932"))
                        : List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
