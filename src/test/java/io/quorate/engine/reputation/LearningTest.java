package io.quorate.engine.reputation;

import static io.quorate.core.protocol.Choice.ACCEPT;
import static io.quorate.core.protocol.Choice.REJECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.QuarantinePolicy;
import io.quorate.core.policy.QuarantineRule;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Standing;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LearningTest {
    private final VirtualTime ticker = new VirtualTime();
    private final InMemoryReputations store = new InMemoryReputations();

    @Test
    void aLiarThatNoRuleRemovesLosesItsWeight() {
        Sidecar sidecar =
                new Sidecar(
                        "one",
                        ticker,
                        store,
                        Sidecar.pool("a", "b", "c", "d")
                                .changed()
                                .quarantine(
                                        new QuarantinePolicy(
                                                List.of(),
                                                3,
                                                QuarantinePolicy.SlowAgentRule.DEFAULT))
                                .build());
        for (int i = 0; i < 21; i++) {
            sidecar.report(sidecar.decide(agreed(i, "d")), right(i));
        }
        DecisionRecord last = sidecar.decide(agreed(0, "d"));
        assertEquals(Standing.ACTIVE, Sidecar.seat(last, "d").standing());
        assertEquals(0, Sidecar.seat(last, "d").ownWeight());
        assertTrue(Sidecar.seat(last, "a").weight() > 0);
    }

    @Test
    void aLiarWithLabelsLosesItsSeatToAStandby() {
        Sidecar sidecar =
                new Sidecar(
                        "one",
                        ticker,
                        store,
                        Sidecar.pool("ann", "bea", "cem", "liar", "eva")
                                .changed()
                                .minAgents(4)
                                .maxAgents(4)
                                .build());
        assertEquals(1_000_000, Sidecar.seat(sidecar.decide(votes(0)), "liar").weight());
        int labels = 0;
        while (!liarIsOut(sidecar) && labels < 20) {
            sidecar.report(sidecar.decide(votes(labels)), right(labels++));
        }
        assertTrue(liarIsOut(sidecar));
        DecisionRecord last = sidecar.decide(votes(1));
        assertEquals(4, electorate(last).size());
        assertEquals(Standing.PROBATION, Sidecar.seat(last, "eva").standing());
        assertEquals(0, Sidecar.seat(last, "eva").weight());
        assertTrue(
                sidecar.noted().stream()
                        .anyMatch(leaf ->
                                leaf.contains("\"kind\":\"standing\"")
                                        && leaf.contains("\"cause\":\"LABELLED_ERROR\"")
                                        && leaf.contains("liar")),
                () -> String.join("\n", sidecar.noted()));
        assertTrue(
                sidecar.noted().stream()
                        .anyMatch(leaf ->
                                leaf.contains("\"agent_id\":\"eva\"")
                                        && leaf.contains("\"cause\":\"SEAT_TAKEN\"")),
                () -> String.join("\n", sidecar.noted()));
    }

    @Test
    void aQuarantineEndsByItselfAndAnOperatorMayEndItSooner() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        AgentId agent = new AgentId("d");
        for (int i = 0; i < 5; i++) {
            sidecar.report(sidecar.decide(agreed(i, "d")), right(i));
        }
        ticker.run(Duration.ZERO);
        assertEquals(Standing.QUARANTINED, standing(sidecar, agent));
        DecisionRecord without = sidecar.decide(agreed(0, ""));
        assertEquals(4, electorate(without).size());
        assertEquals(0, Sidecar.seat(without, "d").weight());
        ticker.run(Duration.ofDays(1));
        assertEquals(Standing.PROBATION, standing(sidecar, agent));
        var excluded = sidecar.await(sidecar.agents.exclude(Sidecar.POOL, agent, Sidecar.OLGA));
        assertInstanceOf(Agents.Reply.Given.class, excluded);
        assertEquals(Standing.EXCLUDED, standing(sidecar, agent));
        sidecar.await(sidecar.agents.reinstate(Sidecar.POOL, agent, Sidecar.OLGA));
        assertEquals(Standing.PROBATION, standing(sidecar, agent));
        String log = String.join("\n", sidecar.noted());
        assertTrue(log.contains("\"cause\":\"OPERATOR\""), log);
        assertFalse(log.contains("olga"), "persons stand apart from the log");
    }

    @Test
    void learntWeightsSteerTheGateOnceTheQuorumIsProven() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        DecisionRecord last = sidecar.decide(agreed(0, "d"));
        assertTrue(electorate(last).unproven());
        for (int i = 0; i < 21; i++) {
            sidecar.report(last, right(i));
            // d errs every third time.
            last = sidecar.decide(i % 3 == 0 ? agreed(i + 1, "d") : agreed(i + 1, ""));
        }
        assertFalse(electorate(last).unproven());
        assertTrue(electorate(last).labelled());
        assertTrue(Sidecar.seat(last, "a").ownWeight() > Sidecar.seat(last, "d").ownWeight());
    }

    @Test
    void aPoisonedOutcomeMovesAReputationByItsWeightIsOnRecordAndCanBeRevoked() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        DecisionRecord decided = sidecar.decide(agreed(0, ""));
        assertEquals(0.8, sidecar.accuracy("a"), 1e-9);
        assertInstanceOf(Outcomes.Known.Stands.class, sidecar.report(decided, right(1)));
        // Beta(4,1), and five votes' worth of being wrong.
        assertEquals(4.0 / 10, sidecar.accuracy("a"), 1e-9);
        assertTrue(
                sidecar.noted().stream()
                        .anyMatch(leaf ->
                                leaf.contains("\"kind\":\"label\"")
                                        && leaf.contains(
                                                "{\"after\":400000,\"agent_id\":\"a\",\"before\":800000}")));
        assertInstanceOf(Outcomes.Known.Stands.class, sidecar.revoke(decided));
        assertEquals(0.8, sidecar.accuracy("a"), 1e-9);
        assertTrue(
                sidecar.noted().stream()
                        .anyMatch(leaf -> leaf.contains("\"kind\":\"label_revoked\"")));
        assertEquals("UNKNOWN_OUTCOME", sidecar.refusal(sidecar.revoke(decided)).reason());
    }

    @Test
    void anOutcomeReportedTwiceCountsOnceAndDifferentlyIsRefused() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        DecisionRecord decided = sidecar.decide(agreed(0, ""));
        sidecar.report(decided, right(0));
        double once = sidecar.accuracy("a");
        assertInstanceOf(Outcomes.Known.Stands.class, sidecar.report(decided, right(0)));
        assertEquals(once, sidecar.accuracy("a"), 0);
        Refusal refusal = sidecar.refusal(sidecar.report(decided, right(1)));
        assertEquals("OUTCOME_CONTRADICTED", refusal.reason());
        assertEquals(once, sidecar.accuracy("a"), 0);
        assertEquals(
                "INVALID_FIELD",
                sidecar.refusal(sidecar.report(decided, new Choice("other"))).reason());
    }

    @Test
    void whatIsSaidOfReusedFindingsCountsOnceForTheirFirstDecision() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        DecisionRecord first = sidecar.decide(agreed(0, ""));
        DecisionRecord again = sidecar.reused(first);
        assertInstanceOf(Outcomes.Known.Stands.class, sidecar.report(again, right(0)));
        double once = sidecar.accuracy("a");
        Outcomes.Known.Stands known =
                assertInstanceOf(Outcomes.Known.Stands.class, sidecar.report(first, right(0)));
        assertEquals(first.id(), known.label().decision());
        assertEquals(once, sidecar.accuracy("a"), 0);
    }

    @Test
    void twoSidecarsOfOneStoreComeToTheSameReputations() {
        Sidecar one = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        Sidecar two = new Sidecar("two", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        for (int i = 0; i < 30; i++) {
            DecisionRecord here = one.decideAtOnce(agreed(i, "d"));
            DecisionRecord there = two.decideAtOnce(agreed(i, "c"));
            ticker.run(Duration.ZERO);
            if (i % 3 == 0) {
                one.report(here, right(i));
                two.report(there, right(i));
            }
            ticker.run(Duration.ofMillis(130));
        }
        ticker.run(Duration.ofSeconds(5));
        for (String agent : new String[] {"a", "b", "c", "d"}) {
            AgentId id = new AgentId(agent);
            assertEquals(
                    one.page().insight().of(id).record(), two.page().insight().of(id).record());
        }
        assertEquals(one.page().insight().climate(), two.page().insight().climate());
        assertEquals(20, one.page().insight().climate().labels());
        assertEquals(one.page().roll(), two.page().roll());
    }

    @Test
    void aRestartKeepsWhatWasLearnt() {
        Sidecar before = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        for (int i = 0; i < 12; i++) {
            before.report(before.decide(agreed(i, "d")), right(i));
        }
        ticker.run(Duration.ofSeconds(5));
        Sidecar after = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        assertEquals(before.accuracy("d"), after.accuracy("d"), 0);
        assertEquals(before.page().roll(), after.page().roll());
        assertTrue(electorate(after.decide(agreed(0, ""))).labelled());
    }

    @Test
    void agreementIsReadAgainWithWhatLabelsShowLater() {
        double once = accuracyBesideATraitor("once", false);
        double again = accuracyBesideATraitor("again", true);
        assertTrue(again > once + 0.01, () -> again + " against " + once);
    }

    /// An agent's reputation after its judge, first trusted for its labels, turned out a liar.
    private double accuracyBesideATraitor(String name, boolean refit) {
        Sidecar sidecar =
                new Sidecar(
                        name,
                        ticker,
                        new InMemoryReputations(),
                        Sidecar.pool("a", "b", "c", "d")
                                .changed()
                                .reputation(new ReputationPolicy(false, BigDecimal.ONE, refit))
                                .quarantine(
                                        new QuarantinePolicy(
                                                List.of(),
                                                3,
                                                QuarantinePolicy.SlowAgentRule.DEFAULT))
                                .build());
        List<DecisionRecord> decided = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            Map<String, Choice> votes = new TreeMap<>();
            votes.put("a", right(i));
            votes.put("d", i < 10 ? right(i) : right(i + 1));
            DecisionRecord record = sidecar.decide(i < 10 ? without("a", votes) : votes);
            decided.add(record);
            if (i < 10) {
                sidecar.report(record, right(i));
            }
        }
        for (int i = 10; i < 30; i++) {
            sidecar.report(decided.get(i), right(i));
        }
        for (int i = 0; i < 90; i++) {
            sidecar.decide(Map.of("b", ACCEPT));
        }
        ticker.run(Duration.ofSeconds(5));
        String log = String.join("\n", sidecar.noted());
        assertEquals(refit, log.contains("\"kind\":\"refit\""), log);
        return sidecar.accuracy("a");
    }

    private static Map<String, Choice> without(String agent, Map<String, Choice> votes) {
        Map<String, Choice> rest = new TreeMap<>(votes);
        rest.remove(agent);
        return rest;
    }

    @Test
    void whatIsLearntBesideARemovedAgentReachesTheStore() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        sidecar.report(sidecar.decide(agreed(0, "")), right(0));
        sidecar.await(sidecar.agents.exclude(Sidecar.POOL, new AgentId("b"), Sidecar.OLGA));
        for (int i = 0; i < 5; i++) {
            sidecar.decide(agreed(i, "d"));
        }
        ticker.run(Duration.ofSeconds(5));
        Sidecar other = new Sidecar("two", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        assertEquals(sidecar.accuracy("a"), other.accuracy("a"), 0);
        assertTrue(
                sidecar.signals.stream().noneMatch(Signals.Signal.Unlearnt.class::isInstance),
                sidecar.signals::toString);
    }

    @Test
    void honestAgentsThatAlwaysAgreeAreNoSuspects() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        for (int i = 0; i < 500; i++) {
            DecisionRecord decided = sidecar.decide(agreed(0, i % 50 == 7 ? "b" : ""));
            if (i % 20 == 0) {
                sidecar.report(decided, right(0));
            }
        }
        sidecar.page()
                .roll()
                .orElseThrow()
                .members()
                .forEach((agent, member) ->
                        assertEquals(
                                Standing.ACTIVE,
                                member.discipline().standing(),
                                () -> agent + " was moved"));
    }

    @Test
    void whoAnswersMuchLaterThanTheOthersIsFoundByTheTimesOfItsVotes() {
        QuarantineRule stalling =
                new QuarantineRule(
                        new QuarantineRule.Trigger.OfKind(FaultKind.STALLING),
                        1,
                        Duration.ofHours(1),
                        QuarantineRule.Consequence.PROBATION,
                        Duration.ofHours(1));
        Sidecar sidecar =
                new Sidecar(
                        "one",
                        ticker,
                        store,
                        Sidecar.pool("a", "b", "c", "d")
                                .changed()
                                .quarantine(
                                        new QuarantinePolicy(
                                                List.of(stalling),
                                                3,
                                                QuarantinePolicy.SlowAgentRule.DEFAULT))
                                .build());
        for (int i = 0; i < 100; i++) {
            sidecar.decideTimed(
                    Map.of(
                            "a", Duration.ofMillis(100 + i),
                            "b", Duration.ofMillis(140 - i),
                            "c", Duration.ofMillis(90 + i),
                            "d", Duration.ofMillis(3_000 + i)));
        }
        assertEquals(Standing.PROBATION, standing(sidecar, new AgentId("d")));
        assertEquals(Standing.ACTIVE, standing(sidecar, new AgentId("a")));
        String log = String.join("\n", sidecar.noted());
        assertTrue(log.contains("answers in 3049 ms, the pool in 144 ms"), log);
    }

    private static Standing standing(Sidecar sidecar, AgentId agent) {
        return sidecar.page().roll().orElseThrow().discipline(agent).orElseThrow().standing();
    }

    private static boolean liarIsOut(Sidecar sidecar) {
        return sidecar.page()
                .roll()
                .orElseThrow()
                .discipline(new AgentId("liar"))
                .orElseThrow()
                .lostItsSeat();
    }

    private static Electorate electorate(DecisionRecord decided) {
        return decided.findings().pools().getFirst().rounds().getFirst().electorate();
    }

    private static Choice right(int i) {
        return i % 2 == 0 ? ACCEPT : REJECT;
    }

    /// Everybody votes right, but one.
    private static Map<String, Choice> agreed(int i, String wrong) {
        Map<String, Choice> votes = new TreeMap<>();
        for (String agent : new String[] {"a", "b", "c", "d"}) {
            votes.put(agent, agent.equals(wrong) ? right(i + 1) : right(i));
        }
        return votes;
    }

    /// The liar lies, the others err now and then.
    private static Map<String, Choice> votes(int i) {
        Map<String, Choice> votes = new TreeMap<>();
        votes.put("ann", i % 9 == 4 ? right(i + 1) : right(i));
        votes.put("bea", i % 7 == 3 ? right(i + 1) : right(i));
        votes.put("cem", right(i));
        votes.put("liar", right(i + 1));
        return votes;
    }
}
