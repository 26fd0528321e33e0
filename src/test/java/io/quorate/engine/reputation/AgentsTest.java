package io.quorate.engine.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.engine.VirtualTime;
import io.quorate.engine.reputation.Agents.Card;
import io.quorate.engine.reputation.Agents.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AgentsTest {
    private static final AgentId NEW = new AgentId("new");

    private final VirtualTime ticker = new VirtualTime();
    private final InMemoryReputations store = new InMemoryReputations();
    private final Sidecar sidecar =
            new Sidecar(
                    "one",
                    ticker,
                    store,
                    Sidecar.pool("a", "b", "c", "d")
                            .changed()
                            .standbysMax(2)
                            .specializationWeights(
                                    new TreeMap<>(java.util.Map.of("law", BigDecimal.TWO)))
                            .build());

    @Test
    void whoRegistersWaitsForASeat() {
        Card card = given(register("new", "of a", Optional.of("law")));
        assertEquals(Standing.STANDBY, card.discipline().orElseThrow().standing());
        assertTrue(card.seat().isEmpty());
        assertEquals(5, list().size());
        assertTrue(String.join("\n", sidecar.noted()).contains("\"kind\":\"registration\""));
    }

    @Test
    void theSameRegistrationAgainIsTheSameAndAnotherIsRefused() {
        given(register("new", "of a", Optional.empty()));
        given(register("new", "of a", Optional.empty()));
        assertEquals(5, list().size());
        refused("AGENT_CONTRADICTED", register("new", "of b", Optional.empty()));
        refused("AGENT_CONTRADICTED", register("a", "of b", Optional.empty()));
        given(register("a", "of a", Optional.empty()));
    }

    @Test
    void domainsAndFieldsAreTheOperatorsToName() {
        refused("UNKNOWN_FAULT_DOMAIN", register("new", "elsewhere", Optional.empty()));
        refused("UNKNOWN_SPECIALIZATION", register("new", "of a", Optional.of("cooking")));
    }

    @Test
    void noMoreWaitThanMayWait() {
        given(register("e", "of a", Optional.empty()));
        given(register("f", "of a", Optional.empty()));
        refused("STANDBYS_FULL", register("g", "of a", Optional.empty()));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        AgentId active = new AgentId("a");
        refused(
                "AGENT_NOT_REMOVED",
                sidecar.await(sidecar.agents.reinstate(Sidecar.POOL, active, Sidecar.OLGA)));
        refused(
                "UNKNOWN_AGENT",
                sidecar.await(sidecar.agents.exclude(Sidecar.POOL, NEW, Sidecar.OLGA)));
        refused(
                "UNKNOWN_POOL",
                sidecar.await(sidecar.agents.exclude(new PoolId("none"), active, Sidecar.OLGA)));
        sidecar.await(sidecar.agents.exclude(Sidecar.POOL, active, Sidecar.OLGA));
        refused(
                "AGENT_ALREADY_EXCLUDED",
                sidecar.await(sidecar.agents.exclude(Sidecar.POOL, active, Sidecar.OLGA)));
    }

    @Test
    void theHistoryTellsWhatHappenedAndWhy() {
        AgentId agent = new AgentId("a");
        sidecar.await(sidecar.agents.exclude(Sidecar.POOL, agent, Sidecar.OLGA));
        var told = sidecar.await(sidecar.agents.get(Sidecar.POOL, agent));
        Agents.Told value = ((Reply.Given<Agents.Told>) told).value();
        assertEquals(
                "ACTIVE to EXCLUDED, by olga: looked into it", value.history().getFirst().text());
        refused("UNKNOWN_AGENT", sidecar.await(sidecar.agents.get(Sidecar.POOL, NEW)));
    }

    @Test
    void whatAnOperatorOrderedStandsInTheLogOnce() {
        AgentId agent = new AgentId("a");
        sidecar.await(sidecar.agents.exclude(Sidecar.POOL, agent, Sidecar.OLGA));
        sidecar.await(sidecar.agents.reinstate(Sidecar.POOL, agent, Sidecar.OLGA));
        assertEquals(
                2, sidecar.noted().stream().filter(leaf -> leaf.contains("\"OPERATOR\"")).count());
    }

    private List<Card> list() {
        return ((Reply.Given<List<Card>>) sidecar.agents.list(Sidecar.POOL)).value();
    }

    private Reply<Card> register(String id, String domain, Optional<String> field) {
        return sidecar.await(
                sidecar.agents.register(
                        new Registration(
                                Sidecar.POOL,
                                new AgentId(id),
                                new FaultDomain(domain),
                                field,
                                ticker.now())));
    }

    private static Card given(Reply<Card> reply) {
        return assertInstanceOf(Reply.Given.class, reply).value() instanceof Card card
                ? card
                : null;
    }

    private static void refused(String reason, Reply<?> reply) {
        assertEquals(reason, assertInstanceOf(Reply.Refused.class, reply).refusal().reason());
    }
}
