package io.quorate.engine.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ElectoratesTest {
    private static final List<Choice> CHOICES = List.of(Choice.ACCEPT, Choice.REJECT);
    private static final PoolId POOL = new PoolId("facts");

    private final Electorates electorates = new Electorates(new Founders());

    @Test
    void withoutHistoryAllFoundersWeighOne() {
        Electorate electorate = electorate(pool("a", "b", "c", "d"));
        assertTrue(electorate.unproven());
        assertFalse(electorate.labelled());
        for (Seat seat : electorate.seats()) {
            assertEquals(Seat.MILLION, seat.weight());
            assertEquals(Standing.ACTIVE, seat.standing());
        }
    }

    @Test
    void aPoolWithTooFewAgentsDoesNotSit() {
        PoolPolicy pool = pool("a", "b").changed().minAgents(3).maxAgents(7).build();
        assertTrue(electorates.sitting(pool, CHOICES).isEmpty());
        assertEquals(2, electorates.agents(pool).size());
    }

    @Test
    void theElectorateIsBuiltOnce() {
        PoolPolicy pool = pool("a", "b", "c", "d");
        assertSame(electorate(pool), electorate(pool));
    }

    @Test
    void underSpecializationAnAgentWeighsItsBaseTimesItsField() {
        TreeMap<String, BigDecimal> fields = new TreeMap<>();
        fields.put("law", new BigDecimal("3"));
        PoolPolicy pool =
                PoolPolicy.named(POOL)
                        .weighting(Weighting.SPECIALIZATION)
                        .specializationWeights(fields)
                        .agents(List.of(lawyer("a"), plain("b")))
                        .build();
        Electorate electorate = electorate(pool);
        assertEquals(6 * Seat.MILLION, electorate.seats().get(0).weight());
        assertEquals(Seat.MILLION, electorate.seats().get(1).weight());
    }

    private Electorate electorate(PoolPolicy pool) {
        return electorates.sitting(pool, CHOICES).orElseThrow().electorate();
    }

    private static PoolPolicy pool(String... ids) {
        return PoolPolicy.of(POOL, Arrays.stream(ids).map(ElectoratesTest::plain).toList());
    }

    private static AgentPolicy plain(String id) {
        return AgentPolicy.of(new AgentId(id), new FaultDomain(id));
    }

    private static AgentPolicy lawyer(String id) {
        return new AgentPolicy(
                new AgentId(id),
                new FaultDomain(id),
                Optional.of("law"),
                new BigDecimal("2"),
                0,
                Optional.empty());
    }
}
