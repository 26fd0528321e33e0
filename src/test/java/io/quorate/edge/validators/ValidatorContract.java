package io.quorate.edge.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.Argument;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Task;
import io.quorate.engine.poll.Validator;
import io.quorate.engine.poll.Validator.Asking;
import io.quorate.engine.poll.Validator.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every kind of agent has to keep: the port's MUST and MUST NOT, over a real connection.
abstract class ValidatorContract {
    static final GuardPolicy WIDE =
            new GuardPolicy(Duration.ofSeconds(50), 0, 500, 5_000, Duration.ofSeconds(5));
    private static final Submission QUESTION =
            Submission.ofAnswer(
                    "Who built the Pine Bridge?",
                    "Maria Lopez built it in 1950.",
                    new Source("s1", "", "The Pine Bridge was built in 1887 by Dexter Jones."));
    private static final AgentId ANN = new AgentId("ann");

    final Forum forum = new Forum();
    private int papers;

    /// Has the agent `ann` behave so; false where this kind cannot.
    abstract boolean plays(Conduct conduct) throws Exception;

    /// How it is reached.
    abstract Transport transport();

    /// Papers that are still open on the agent's side.
    abstract int open();

    abstract void stop();

    @BeforeEach
    void begin() throws Exception {
        plays(Conduct.ANSWERS);
    }

    @AfterEach
    void end() {
        forum.close();
        stop();
    }

    private Validator agent() {
        return forum.connections.of(Forum.POOL, Forum.agent("ann", transport(), WIDE));
    }

    private BallotPaper paper(Task task, Duration left) {
        Submission asked =
                task == Task.PROPOSE ? Submission.ofAnswer(QUESTION.question(), "") : QUESTION;
        papers++;
        return new BallotPaper(
                new DecisionId("decision-" + papers),
                Forum.POOL,
                ANN,
                1,
                "%032x".formatted(papers),
                asked,
                SubmissionDigest.of(asked),
                Instant.now().plus(left),
                task,
                task == Task.VOTE
                        ? List.of(new Argument(Choice.ACCEPT, "It is well known."))
                        : List.of());
    }

    private BallotPaper paper() {
        return paper(Task.VOTE, Duration.ofSeconds(20));
    }

    private static Answer heard(Asking asking) {
        return asking.answer().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void nothingIsLeft() throws InterruptedException {
        for (int i = 0; i < 250 && open() > 0; i++) {
            Thread.sleep(20);
        }
        assertEquals(0, open(), "papers left open at the agent");
    }

    @Test
    void whatTheAgentSaysIsItsVoteOnThisPaper() throws InterruptedException {
        BallotPaper paper = paper();
        Answer.Voted voted = assertInstanceOf(Answer.Voted.class, heard(agent().ask(paper)));
        assertEquals(paper.decision(), voted.decision());
        assertEquals(1, voted.round());
        assertEquals(paper.nonce(), voted.nonce());
        assertEquals(ANN, voted.vote().agent());
        assertEquals(Choice.REJECT, voted.vote().choice().orElseThrow());
        assertTrue(voted.vote().defect().isEmpty(), voted::toString);
        nothingIsLeft();
    }

    @Test
    void whoeverIsAskedForAnAnswerGivesOneOrNone() {
        BallotPaper paper = paper(Task.PROPOSE, Duration.ofSeconds(20));
        Answer.Proposed proposed =
                assertInstanceOf(Answer.Proposed.class, heard(agent().ask(paper)));
        assertEquals(paper.nonce(), proposed.nonce());
        assertEquals(ANN, proposed.proposal().agent());
        assertTrue(proposed.proposal().defect().isEmpty(), proposed::toString);
    }

    @Test
    void manyPapersAtOnceGetTheirOwnAnswers() throws InterruptedException {
        Validator agent = agent();
        List<BallotPaper> sent = new ArrayList<>();
        List<Asking> askings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(paper());
            askings.add(agent.ask(sent.getLast()));
        }
        for (int i = 0; i < sent.size(); i++) {
            Answer.Voted voted = assertInstanceOf(Answer.Voted.class, heard(askings.get(i)));
            assertEquals(sent.get(i).nonce(), voted.nonce());
        }
        nothingIsLeft();
    }

    @Test
    void anAgentThatHangsIsSilentSoonAfterTheDeadline() throws Exception {
        assumeTrue(plays(Conduct.HANGS), "this kind cannot hang");
        long begun = System.nanoTime();
        Answer answer = heard(agent().ask(paper(Task.VOTE, Duration.ofMillis(300))));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertInstanceOf(Answer.Silent.class, answer);
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, () -> "took " + took);
        nothingIsLeft();
    }

    @Test
    void whatIsNotNeededIsLetGoAtAnyTimeAndMoreThanOnce() throws Exception {
        assumeTrue(plays(Conduct.HANGS), "this kind cannot hang");
        Validator agent = agent();
        for (int i = 0; i < 20; i++) {
            Asking asking = agent.ask(paper());
            Thread.sleep(i);
            asking.withdraw(Reason.NOT_NEEDED);
            asking.withdraw(Reason.TOO_LATE);
            assertInstanceOf(Answer.Silent.class, heard(asking));
        }
        nothingIsLeft();
    }

    @Test
    void whoeverFailsIsSilent() throws Exception {
        assumeTrue(plays(Conduct.FAILS), "this kind cannot fail");
        assertInstanceOf(Answer.Silent.class, heard(agent().ask(paper())));
        nothingIsLeft();
    }

    @Test
    void whatIsNoVoteNeverBecomesOne() throws Exception {
        assumeTrue(plays(Conduct.BABBLES), "this kind cannot babble");
        switch (heard(agent().ask(paper()))) {
            case Answer.Voted(Vote vote, var _, var _, var _, var _) ->
                    assertTrue(
                            vote.choice().isEmpty() || vote.defect().isPresent(), vote::toString);
            case Answer.Silent _, Answer.Proposed _ -> {}
        }
        nothingIsLeft();
    }

    @Test
    void whatIsTooLongIsNotHeld() throws Exception {
        assumeTrue(plays(Conduct.RAMBLES), "this kind does not ramble");
        switch (heard(agent().ask(paper()))) {
            case Answer.Voted(Vote vote, var _, var _, var _, var _) ->
                    assertTrue(vote.reasoning().length() < 20_000);
            case Answer.Silent(var _, String detail, var _) ->
                    assertTrue(detail.length() < 1_000, detail);
            case Answer.Proposed _ -> throw new AssertionError("a vote was asked for");
        }
        nothingIsLeft();
    }
}
