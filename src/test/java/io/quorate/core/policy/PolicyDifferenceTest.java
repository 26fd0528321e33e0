package io.quorate.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyDifferenceTest {
    private static final AgentPolicy ALICE = agent("alice");
    private static final AgentPolicy BOB = agent("bob");
    private static final PoolPolicy FACTS = pool("facts", ALICE, BOB).build();
    private static final PoolPolicy STYLE = pool("style").build();

    @Test
    void equalPoliciesDoNotDiffer() {
        PolicyDifference difference = between(Policy.of(FACTS), Policy.of(FACTS));
        assertTrue(difference.isEmpty());
        assertEquals("Nothing changes.\n", difference.inWords());
    }

    @Test
    void namesWhatChangedWithBeforeAndAfter() {
        PoolPolicy stricter =
                FACTS.changed()
                        .threshold(new HeadThreshold.Supermajority(new BigDecimal("0.75")))
                        .build();
        assertEquals(
                List.of(
                        new PolicyDifference.Change(
                                "consensus.agent_pools.facts.threshold",
                                Optional.of("byzantine"),
                                Optional.of("0.75"),
                                "threshold of pool facts changes from byzantine to 0.75.")),
                between(Policy.of(FACTS), Policy.of(stricter)).changes());
    }

    @Test
    void saysWhatIsNewlySetAndNoLongerSet() {
        PoolPolicy weighted =
                FACTS.changed().specializationWeights(Map.of("logic", BigDecimal.TWO)).build();
        assertEquals(
                "specialization_weights.logic of pool facts is now 2; it was not set.\n",
                between(Policy.of(FACTS), Policy.of(weighted)).inWords());
        assertEquals(
                "specialization_weights.logic of pool facts is no longer set; it was 2.\n",
                between(Policy.of(weighted), Policy.of(FACTS)).inWords());
    }

    @Test
    void aPoolThatIsNewOrGoneIsOneChange() {
        assertEquals(
                "Pool style is added: required, 4 to 4 agents, weighting log-odds.\n",
                between(Policy.of(FACTS), Policy.of(FACTS, STYLE)).inWords());
        assertEquals(
                "Pool style is removed.\n",
                between(Policy.of(FACTS, STYLE), Policy.of(FACTS)).inWords());
    }

    @Test
    void anAgentThatIsNewOrGoneIsOneChange() {
        PoolPolicy without = FACTS.changed().agents(List.of(ALICE)).build();
        assertEquals(
                "Agent bob of pool facts is removed.\n",
                between(Policy.of(FACTS), Policy.of(without)).inWords());
        assertEquals(
                "Agent bob of pool facts is added: fault domain \"domain of bob\".\n",
                between(Policy.of(without), Policy.of(FACTS)).inWords());
    }

    @Test
    void namesThatBeginAlikeAreKeptApart() {
        PoolPolicy like = pool("fact", ALICE).build();
        PoolPolicy dotted = pool("facts.agents.x", ALICE).build();
        assertEquals(
                """
                Pool "facts.agents.x" is added: required, 1 to 1 agents, weighting log-odds.
                Pool fact is added: required, 1 to 1 agents, weighting log-odds.
                """,
                between(Policy.of(FACTS), Policy.of(FACTS, like, dotted)).inWords());
        PoolPolicy muted = dotted.changed().participation(Participation.ADVISORY).build();
        assertEquals(
                "participation of pool \"facts.agents.x\" changes from required to advisory.\n",
                between(Policy.of(FACTS, dotted), Policy.of(FACTS, muted)).inWords());
    }

    @Test
    void settingsOfAnAgentNameItAndItsPool() {
        AgentPolicy surer =
                new AgentPolicy(
                        BOB.id(),
                        BOB.domain(),
                        Optional.empty(),
                        BigDecimal.ONE,
                        0.8,
                        Optional.empty());
        PoolPolicy changed = FACTS.changed().agents(List.of(ALICE, surer)).build();
        assertEquals(
                "confidence_threshold of agent bob of pool facts changes from 0 to 0.8.\n",
                between(Policy.of(FACTS), Policy.of(changed)).inWords());
    }

    private static PolicyDifference between(Policy before, Policy after) {
        return PolicyDifference.between(before, after);
    }

    private static PoolPolicyBuilder pool(String name, AgentPolicy... agents) {
        PoolPolicyBuilder pool = PoolPolicy.named(new PoolId(name)).agents(List.of(agents));
        return agents.length == 0 ? pool : pool.minAgents(1);
    }

    private static AgentPolicy agent(String name) {
        return AgentPolicy.of(new AgentId(name), new FaultDomain("domain of " + name));
    }
}
