package io.quorate.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolPolicyTest {
    private static final PoolId FACTS = new PoolId("facts");

    @Test
    void theSeatsAreThoseOfTheDeclaredAgents() {
        PoolPolicy pool = PoolPolicy.of(FACTS, agents(5));
        assertEquals(5, pool.minAgents());
        assertEquals(5, pool.maxAgents());
    }

    @Test
    void withoutAgentsThereAreAsManyAsSurviveAFault() {
        PoolPolicy pool = PoolPolicy.named(FACTS).build();
        assertEquals(4, pool.minAgents());
        assertEquals(4, pool.maxAgents());
    }

    @Test
    void theWantedToleranceSaysHowManyAreNeeded() {
        assertEquals(7, PoolPolicy.named(FACTS).tolerate(2).build().minAgents());
        assertEquals(
                List.of(
                        new PolicyProblem(
                                "min_agents",
                                "is 6, but tolerate is 2",
                                "must be at least 7, since surviving f faulty agents takes 3f+1; or"
                                        + " lower tolerate to 1")),
                problems(PoolPolicy.named(FACTS).tolerate(2).minAgents(6)));
    }

    @Test
    void specializationWeightsAreMeantToBeUsed() {
        PoolPolicy pool =
                PoolPolicy.named(FACTS).specializationWeights(Map.of("x", BigDecimal.ONE)).build();
        assertEquals(Weighting.SPECIALIZATION, pool.weighting());
        assertEquals(Weighting.LOG_ODDS, PoolPolicy.named(FACTS).build().weighting());
    }

    @Test
    void anEnsembleHasItsSizeAndEqualWeights() {
        PoolPolicy pool = PoolPolicy.named(FACTS).protocol(Protocol.TRIPLE).build();
        assertEquals(3, pool.minAgents());
        assertEquals(3, pool.maxAgents());
        assertEquals(Weighting.EQUAL, pool.weighting());
        assertEquals(
                List.of("min_agents", "max_agents", "weighting"),
                problems(
                                PoolPolicy.named(FACTS)
                                        .protocol(Protocol.TRIPLE)
                                        .minAgents(4)
                                        .maxAgents(5)
                                        .weighting(Weighting.LOG_ODDS))
                        .stream()
                        .map(PolicyProblem::path)
                        .toList());
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertEquals(
                List.of("max_agents", "standbys_max", "max_agents", "agents.agent0"),
                problems(
                                PoolPolicy.named(FACTS)
                                        .minAgents(3)
                                        .maxAgents(0)
                                        .standbysMax(-1)
                                        .agents(List.of(agents(1).get(0), agents(1).get(0))))
                        .stream()
                        .map(PolicyProblem::path)
                        .toList());
    }

    @Test
    void changingNothingGivesTheSameRules() {
        PoolPolicy pool = PoolPolicy.of(FACTS, agents(4));
        assertEquals(pool, pool.changed().build());
    }

    @Test
    void highRiskHasAFloorOfSixMonths() {
        assertThrows(
                InvalidPolicy.class,
                () -> new RetentionPolicy(Duration.ofDays(183), RetentionPolicy.Risk.HIGH));
        assertEquals(
                184,
                new RetentionPolicy(Duration.ofDays(184), RetentionPolicy.Risk.HIGH)
                        .keepFor()
                        .toDays());
    }

    @Test
    void anExpertPoolMustBeAnotherPoolOfThePolicy() {
        PoolPolicy facts = expert("experts");
        InvalidPolicy invalid = assertThrows(InvalidPolicy.class, () -> Policy.of(facts));
        assertEquals(
                "consensus.agent_pools.facts.on_no_consensus", invalid.problems().get(0).path());
        assertThrows(InvalidPolicy.class, () -> Policy.of(expert("facts")));
        Policy.of(facts, PoolPolicy.named(new PoolId("experts")).build());
    }

    @Test
    void aPolicyCannotHaveTheDigestOfAnother() {
        Policy one = Policy.of(PoolPolicy.of(FACTS, agents(4)));
        Policy other = Policy.of(PoolPolicy.of(FACTS, agents(5)));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Policy(
                                one.digest(),
                                other.pools(),
                                other.targets(),
                                other.alerts(),
                                other.security()));
    }

    private static PoolPolicy expert(String pool) {
        return PoolPolicy.named(FACTS)
                .resolution(
                        new ResolutionPolicy(
                                OnTie.ESCALATE,
                                OnTimeout.ESCALATE,
                                MinorityOverrule.ESCALATE,
                                new OnNoConsensus.ExpertPool(new PoolId(pool))))
                .build();
    }

    private static List<PolicyProblem> problems(PoolPolicyBuilder pool) {
        return assertThrows(InvalidPolicy.class, pool::build).problems();
    }

    private static List<AgentPolicy> agents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        AgentPolicy.of(new AgentId("agent" + i), new FaultDomain("domain" + i)))
                .toList();
    }
}
