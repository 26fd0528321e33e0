package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Validator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rounds whose votes are collected to the end although the outcome was given early.
class FullCollectionTest {
    private static final AgentId DAN = new AgentId("dan");

    private final Bureau bureau = new Bureau(pool("0.2"));

    private static PoolPolicy pool(String share) {
        return PoolPolicy.named(new PoolId("facts"))
                .agents(
                        Stream.of("ann", "bob", "cid", "dan")
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList())
                .round(
                        new RoundPolicy(
                                RoundPolicy.EarlyDecision.ON, new BigDecimal(share), Duration.ZERO))
                .build();
    }

    private Reply.Decided earlyAnswer(double drawn) {
        bureau.ids.drawn = drawn;
        for (String voter : List.of("ann", "bob", "cid")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 20);
        }
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r"));
        bureau.time.run(Duration.ofMillis(30));
        return (Reply.Decided) reply.join();
    }

    private static List<Reception> receptions(DecisionRecord record) {
        return record.findings().pools().getFirst().rounds().getLast().receptions();
    }

    private String notice() {
        assertEquals(1, bureau.ledger.notices().size());
        Notice notice = bureau.ledger.notices().getFirst();
        assertEquals("collected", notice.kind());
        return new String(notice.leaf(), StandardCharsets.UTF_8);
    }

    @Test
    void theAnswerComesEarlyAndTheOtherVotesAfterIt() {
        bureau.agents.votes("dan", Choice.REJECT, 300);
        Reply.Decided decided = earlyAnswer(0.19);
        assertEquals(Verdict.ACCEPTED, decided.stored().record().findings().outcome().verdict());
        assertInstanceOf(
                Reception.NotNeeded.class, receptions(decided.stored().record()).getLast());
        assertEquals(List.of(), bureau.learnt, "learnt from once all votes are in");
        bureau.time.run(Duration.ofMillis(300));
        assertFalse(bureau.agents.withdrawn.containsKey(DAN));
        assertTrue(notice().contains(decided.stored().record().id().value()));
        assertTrue(notice().contains("\"choice\":\"REJECT\""));
        assertEquals(1, bureau.learnt.size());
        Reception.Admitted late =
                assertInstanceOf(
                        Reception.Admitted.class, receptions(bureau.learnt.getFirst()).getLast());
        assertEquals(Choice.REJECT, late.choice());
    }

    @Test
    void whoeverHangsIsASilenceAtTheDeadline() {
        bureau.agents.hangs("dan");
        earlyAnswer(0);
        bureau.time.run(Duration.ofMillis(419));
        assertEquals(List.of(), bureau.learnt);
        bureau.time.run(Duration.ofMillis(1));
        assertEquals(
                new Reception.Silent(SilenceCause.NO_VOTE),
                receptions(bureau.learnt.getFirst()).getLast());
        assertEquals(Validator.Reason.TOO_LATE, bureau.agents.withdrawn.get(DAN));
        assertTrue(notice().contains("\"cause\":\"NO_VOTE\""));
        bureau.time.run();
        assertEquals(0, bureau.agents.unfinished);
    }

    @Test
    void aRoundThatIsNotDrawnReleasesItsAgents() {
        bureau.agents.hangs("dan");
        earlyAnswer(0.2);
        assertEquals(Validator.Reason.NOT_NEEDED, bureau.agents.withdrawn.get(DAN));
        assertEquals(1, bureau.learnt.size());
        assertEquals(List.of(), bureau.ledger.notices());
    }

    @Test
    void aRoundThatNeededEveryVoteHasNothingToCollect() {
        bureau.agents.votes("dan", Choice.REJECT, 10);
        earlyAnswer(0);
        assertEquals(1, bureau.learnt.size());
        assertEquals(List.of(), bureau.ledger.notices());
    }

    @Test
    void whoWatchesHearsNothingAfterTheOutcome() {
        bureau.agents.votes("dan", Choice.REJECT, 300);
        earlyAnswer(0);
        Happening last = bureau.happenings.getLast();
        bureau.time.run();
        assertInstanceOf(Happening.PoolDecided.class, last);
        assertEquals(last, bureau.happenings.getLast());
    }

    @Test
    void aStopWaitsForWhatIsCollected() {
        bureau.agents.hangs("dan");
        earlyAnswer(0);
        CompletableFuture<Void> drained = bureau.recorder.drain().toCompletableFuture();
        assertEquals(0, bureau.recorder.inFlight(), "the caller has its answer");
        assertFalse(drained.isDone());
        bureau.time.run();
        assertTrue(drained.isDone());
        assertEquals(1, bureau.learnt.size());
    }

    @Test
    void aValidatorWithABugCostsItsAgentsVoteOnly() {
        bureau.agents.does(
                "dan",
                100,
                _ -> {
                    throw new IllegalStateException("a validator with a bug");
                });
        earlyAnswer(0);
        bureau.time.run();
        assertEquals(
                new Reception.Silent(SilenceCause.FAILED),
                receptions(bureau.learnt.getFirst()).getLast());
    }
}
