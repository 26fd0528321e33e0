package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.aside.AsideLeaf;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsidesTest {
    private static Notice collected(int agents) {
        PoolPolicy pool =
                PoolPolicy.named(new PoolId("facts"))
                        .agents(
                                IntStream.range(0, agents)
                                        .mapToObj(i ->
                                                AgentPolicy.of(
                                                        new AgentId("agent-" + i),
                                                        new FaultDomain("domain-" + i)))
                                        .toList())
                        .round(
                                new RoundPolicy(
                                        RoundPolicy.EarlyDecision.ON,
                                        BigDecimal.ONE,
                                        Duration.ZERO))
                        .build();
        Bureau bureau = new Bureau(pool);
        pool.agents().forEach(agent -> bureau.agents.votes(agent.id().value(), Choice.ACCEPT, 10));
        bureau.decided(Bureau.asking("r"));
        return bureau.ledger.notices().getFirst();
    }

    private static String leaf(Notice notice) {
        return new String(notice.leaf(), StandardCharsets.UTF_8);
    }

    @Test
    void aRoundStandsInItsRecord() {
        Notice notice = collected(7);
        assertTrue(leaf(notice).contains("\"round\":{"));
        assertEquals(List.of(), notice.contents());
    }

    @Test
    void aRoundThatIsTooMuchForALeafLiesApart() {
        Notice notice = collected(300);
        assertFalse(leaf(notice).contains("\"round\":{"));
        Content round = notice.contents().getFirst();
        assertEquals(AsideLeaf.ROUND, round.slot());
        assertTrue(new String(round.text(), StandardCharsets.UTF_8).contains("agent-299"));
    }
}
