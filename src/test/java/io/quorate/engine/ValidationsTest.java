package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.BudgetPolicy;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.PoolPolicyBuilder;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.policy.WhenNotApplicable;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Validator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValidationsTest {
    private static final PoolPolicy FACTS = pool("facts", "ann", "bob", "cid", "dan").build();

    private static PoolPolicyBuilder pool(String id, String... agents) {
        return PoolPolicy.named(new PoolId(id))
                .agents(
                        Stream.of(agents)
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList());
    }

    private static PoolOutcome first(Reply.Decided decided) {
        return decided.stored().record().findings().pools().getFirst();
    }

    private static RoundReport round(Reply.Decided decided) {
        return first(decided).rounds().getLast();
    }

    private static Verdict verdict(Reply.Decided decided) {
        return decided.stored().record().findings().outcome().verdict();
    }

    @Test
    void answersAsSoonAsTheOutcomeIsCertain() {
        Bureau bureau = new Bureau(FACTS);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 20)
                .votes("bob", Choice.ACCEPT, 30)
                .votes("cid", Choice.ACCEPT, 40)
                .votes("dan", Choice.REJECT, 300);
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r"));
        bureau.time.run(Duration.ofMillis(39));
        assertTrue(!reply.isDone());
        bureau.time.run(Duration.ofMillis(1));
        Reply.Decided decided = (Reply.Decided) reply.join();
        assertEquals(Verdict.ACCEPTED, verdict(decided));
        assertInstanceOf(Reception.NotNeeded.class, round(decided).receptions().getLast());
        assertEquals(Validator.Reason.NOT_NEEDED, bureau.agents.withdrawn.get(new AgentId("dan")));
    }

    @Test
    void theRecordTellsHowLongEachVoteTook() {
        Bureau bureau = new Bureau(FACTS);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 20)
                .votes("bob", Choice.REJECT, 30)
                .votes("cid", Choice.ACCEPT, 40)
                .votes("dan", Choice.ACCEPT, 70);
        assertEquals(
                Stream.of(20_000, 30_000, 40_000, 70_000).map(OptionalLong::of).toList(),
                round(bureau.decided(Bureau.asking("r"))).arrivals().stream()
                        .map(Arrival::delay)
                        .toList());
    }

    @Test
    void whoeverHangsIsASilenceAtTheDeadline() {
        Bureau bureau = new Bureau(FACTS);
        bureau.agents.votes("ann", Choice.ACCEPT, 20).hangs("bob").hangs("cid").hangs("dan");
        Instant begun = bureau.time.now();
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r"));
        bureau.time.run(Duration.ofMillis(500));
        Reply.Decided decided = (Reply.Decided) reply.join();
        assertEquals(Outcome.noConsensus(OutcomeReason.TIMEOUT), first(decided).outcome());
        assertEquals(
                begun.plusMillis(450),
                decided.stored().record().decidedAt(),
                "a tenth of the time is left for recording");
        assertEquals(Validator.Reason.TOO_LATE, bureau.agents.withdrawn.get(new AgentId("dan")));
        assertEquals(0, bureau.agents.unfinished);
    }

    @Test
    void anAgentThatCannotAnswerIsASilenceWithItsCause() {
        Bureau bureau = new Bureau(FACTS);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 20)
                .votes("bob", Choice.ACCEPT, 20)
                .fails("cid", SilenceCause.SPARED, 1)
                .does("dan", 1, _ -> Answer.Silent.of(SilenceCause.FAILED, "reset by peer"));
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.NO_CONSENSUS, verdict(decided));
        assertEquals(
                List.of(
                        new Reception.Silent(SilenceCause.SPARED),
                        new Reception.Silent(SilenceCause.FAILED)),
                round(decided).receptions().subList(2, 4));
        assertTrue(
                bureau.happenings.contains(
                        new Happening.AgentSilent(
                                new PoolId("facts"),
                                1,
                                new AgentId("dan"),
                                SilenceCause.FAILED,
                                "reset by peer")));
    }

    @Test
    void aVoteInAnothersNameOrForAnotherPaperIsAFault() {
        Bureau bureau = new Bureau(FACTS);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 1)
                .votes("bob", Choice.ACCEPT, 1)
                .does(
                        "cid",
                        1,
                        paper ->
                                Answer.Voted.on(
                                        paper,
                                        Vote.of(new AgentId("dan"), Choice.REJECT, 1),
                                        Optional.empty()))
                .does(
                        "dan",
                        2,
                        paper ->
                                new Answer.Voted(
                                        Vote.of(paper.agent(), Choice.ACCEPT, 1),
                                        paper.decision(),
                                        paper.round(),
                                        "00",
                                        Optional.empty()));
        RoundReport round = round(bureau.decided(Bureau.asking("r")));
        assertEquals(
                List.of(FaultKind.NOT_AUTHENTIC, FaultKind.OTHER_NONCE),
                round.faults().stream().map(fault -> fault.kind()).toList());
    }

    @Test
    void standbysTakeTheSeatsOfTheSilent() {
        PoolPolicy pool =
                pool("facts", "ann", "bob", "cid", "dan", "eve", "fay").maxAgents(4).build();
        Bureau bureau = new Bureau(pool);
        for (String voter : List.of("ann", "bob", "eve", "fay")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 20);
        }
        bureau.agents
                .fails("cid", SilenceCause.UNREACHABLE, 1)
                .fails("dan", SilenceCause.UNREACHABLE, 1);
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.ACCEPTED, verdict(decided));
        assertEquals(2, first(decided).rounds().size());
        assertEquals(
                Set.of(1, 2),
                Set.copyOf(bureau.agents.papers.stream().map(paper -> paper.round()).toList()));
        assertEquals(
                2, bureau.agents.papers.stream().map(paper -> paper.nonce()).distinct().count());
    }

    @Test
    void noFurtherRoundBeginsWhenItWouldHaveLessTimeThanTheFirst() {
        PoolPolicy pool = pool("facts", "ann", "bob", "cid", "dan", "eve").maxAgents(4).build();
        Bureau bureau = new Bureau(pool);
        List<String> seated = List.of("ann", "bob", "cid", "dan");
        seated.forEach(usual -> bureau.agents.votes(usual, Choice.ACCEPT, 150));
        for (int i = 0; i < 30; i++) {
            var _ = bureau.decided(Bureau.asking("as usual " + i));
        }
        seated.forEach(late -> bureau.agents.fails(late, SilenceCause.FAILED, 260));
        bureau.agents.votes("eve", Choice.ACCEPT, 1);
        assertEquals(1, first(bureau.decided(Bureau.asking("r"))).rounds().size());
    }

    @Test
    void advisoryPoolsAreReportedAndNeverBlock() {
        PoolPolicy style =
                pool("style", "eve", "fay", "gil", "hal")
                        .participation(Participation.ADVISORY)
                        .build();
        Bureau bureau = new Bureau(FACTS, style);
        for (String voter : List.of("ann", "bob", "cid", "dan")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 5);
        }
        for (String voter : List.of("eve", "fay", "gil", "hal")) {
            bureau.agents.votes(voter, Choice.REJECT, 5);
        }
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.ACCEPTED, verdict(decided));
        assertEquals(
                Verdict.REJECTED,
                decided.stored().record().findings().pools().getLast().outcome().verdict());
        assertTrue(
                decided.stored().record().findings().explanation().startsWith("facts: ACCEPTED"));
    }

    @Test
    void aPoolWhoseNeedsAreNotMetAsksNobody() {
        PoolPolicy citations =
                pool("citations", "eve")
                        .needs(Set.of(Need.SOURCES))
                        .whenNotApplicable(WhenNotApplicable.SKIP)
                        .build();
        Bureau bureau = new Bureau(citations);
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(
                Outcome.noConsensus(OutcomeReason.NOTHING_APPLIES),
                decided.stored().record().findings().outcome());
        assertEquals(List.of(), bureau.agents.papers);
    }

    @Test
    void agentsAreAskedOncePerRequest() {
        Bureau bureau = new Bureau(FACTS);
        for (String voter : List.of("ann", "bob", "cid", "dan")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 5);
        }
        CompletableFuture<Reply> one = bureau.begin(Bureau.asking("r"));
        CompletableFuture<Reply> meanwhile = bureau.begin(Bureau.asking("r"));
        bureau.time.run();
        Reply.Decided later = bureau.decided(Bureau.asking("r"));
        assertEquals(4, bureau.agents.papers.size());
        for (Reply.Decided repeat : List.of((Reply.Decided) meanwhile.join(), later)) {
            assertInstanceOf(Reply.Replay.Again.class, repeat.replayed());
            assertEquals(
                    ((Reply.Decided) one.join()).stored().record().id(),
                    repeat.stored().record().id());
        }
        assertInstanceOf(
                Refusal.RequestIdReused.class,
                bureau.refused(Bureau.asking("r", Submission.ofAnswer("Which?", "Another."))));
    }

    @Test
    void whatTheCallerGotWrongIsRefusedAndAsksNobody() {
        Bureau bureau = new Bureau(FACTS);
        assertInstanceOf(
                Refusal.UnknownPool.class, bureau.refused(Bureau.asking("r", "facts", "style")));
        Validation late = Bureau.asking("r");
        assertInstanceOf(
                Refusal.DeadlinePassed.class,
                bureau.refused(
                        new Validation(
                                late.service(),
                                late.request(),
                                late.pools(),
                                late.submission(),
                                late.path(),
                                Optional.of(bureau.time.now()))));
        assertEquals(List.of(), bureau.agents.papers);
        assertEquals(0, bureau.recorder.inFlight());
    }

    @Test
    void aBudgetKeepsAgentsFromBeingAsked() {
        PoolPolicy pool =
                FACTS.changed().budget(new BudgetPolicy(Optional.of(2), Optional.empty())).build();
        Bureau bureau = new Bureau(pool);
        bureau.agents.votes("ann", Choice.ACCEPT, 5).votes("bob", Choice.ACCEPT, 5);
        RoundReport round = round(bureau.decided(Bureau.asking("r")));
        assertEquals(2, bureau.agents.papers.size());
        assertEquals(new Reception.Silent(SilenceCause.OVER_BUDGET), round.receptions().getLast());
    }

    @Test
    void aPoolMayWaitForEveryVote() {
        PoolPolicy pool =
                FACTS.changed()
                        .round(
                                new RoundPolicy(
                                        RoundPolicy.EarlyDecision.OFF,
                                        BigDecimal.ZERO,
                                        Duration.ZERO))
                        .build();
        Bureau bureau = new Bureau(pool);
        for (String voter : List.of("ann", "bob", "cid")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 5);
        }
        bureau.agents.votes("dan", Choice.REJECT, 200);
        assertInstanceOf(
                Reception.Admitted.class,
                round(bureau.decided(Bureau.asking("r"))).receptions().getLast());
    }
}
