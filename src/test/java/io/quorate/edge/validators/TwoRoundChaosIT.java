package io.quorate.edge.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PerformanceTargets;
import io.quorate.core.policy.Protocol;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.BallotPaper;
import io.quorate.edge.wire.v1.Candidate;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.JudgeResponse;
import io.quorate.edge.wire.v1.Proposal;
import io.quorate.edge.wire.v1.Task;
import io.quorate.edge.wire.v1.Vote;
import io.quorate.engine.ProposedAnswer;
import io.quorate.engine.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Agents of a pool that decides in two rounds, behind a real connection, that do what agents
/// should not in either round: five good ones decide, the two bad ones are in the way, never of the
/// answer.
class TwoRoundChaosIT {
    private static final Submission QUESTION = Submission.ofAnswer("What is the capital?", "");
    private static final GuardPolicy WIDE =
            new GuardPolicy(Duration.ofSeconds(50), 0, 2_000, 5_000, Duration.ofSeconds(5));

    /// Long enough for a busy machine; only those who hang make a call last that long.
    private static final PerformanceTargets UNHURRIED = Forum.lasting(Duration.ofSeconds(12));

    private AgentServer server;

    /// Something that an agent does wrong.
    private record Misconduct(String name, AgentServer.Behaviour behaviour) {}

    @BeforeEach
    void start() throws IOException {
        server = new AgentServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> badAgentsAreNeverInTheWayOfTheAnswer() {
        return misconduct().stream()
                .flatMap(bad ->
                        Stream.of(List.of(1), List.of(2), List.of(1, 2))
                                .map(rounds ->
                                        DynamicTest.dynamicTest(
                                                bad.name() + " in " + rounds,
                                                () -> isAnswered(bad.behaviour(), rounds))));
    }

    private static List<Misconduct> misconduct() {
        return List.of(
                new Misconduct("hanging", (_, _) -> {}),
                new Misconduct(
                        "dying",
                        (_, caller) -> caller.onError(Status.INTERNAL.asRuntimeException())),
                new Misconduct(
                        "answering without a ballot",
                        (_, caller) -> {
                            caller.onNext(JudgeResponse.getDefaultInstance());
                            caller.onCompleted();
                        }),
                new Misconduct(
                        "garbage",
                        (paper, caller) ->
                                AgentServer.answer(
                                        caller,
                                        good(paper, "\u0000".repeat(300_000)).toBuilder()
                                                .setNonce(ByteString.copyFrom(new byte[100_000]))
                                                .build())),
                new Misconduct(
                        "answering twice",
                        (paper, caller) -> {
                            caller.onNext(response(good(paper, "Lyon")));
                            caller.onNext(response(good(paper, "Nice")));
                            caller.onCompleted();
                        }),
                new Misconduct(
                        "the other round's answer",
                        (paper, caller) ->
                                AgentServer.answer(
                                        caller,
                                        good(paper, "Lyon").toBuilder()
                                                .setRound(3 - paper.getRound())
                                                .build())),
                new Misconduct(
                        "another decision's answer",
                        (paper, caller) ->
                                AgentServer.answer(
                                        caller,
                                        good(paper, "Lyon").toBuilder()
                                                .setDecisionId("another")
                                                .build())),
                new Misconduct(
                        "in another's name",
                        (paper, caller) ->
                                AgentServer.answer(caller, inTheNameOf(paper, "agent-2"))),
                new Misconduct(
                        "the other task",
                        (paper, caller) -> AgentServer.answer(caller, otherTask(paper))));
    }

    private void isAnswered(AgentServer.Behaviour bad, List<Integer> rounds)
            throws InterruptedException {
        for (int i = 0; i < 7; i++) {
            String capital = i == 6 ? "Lyon" : "Paris";
            AgentServer.Behaviour fine =
                    (paper, caller) ->
                            server.later(
                                    20, () -> AgentServer.answer(caller, good(paper, capital)));
            server.plays(
                    "agent-" + i,
                    i > 1
                            ? fine
                            : (paper, caller) ->
                                    (rounds.contains(paper.getRound()) ? bad : fine)
                                            .judge(paper, caller));
        }
        try (Forum forum = new Forum(UNHURRIED, pool())) {
            Reply.Decided decided = forum.decided(QUESTION, ValidationPath.COMPLEX);
            PoolOutcome outcome = decided.stored().record().findings().pools().getFirst();
            assertEquals(Verdict.ACCEPTED, outcome.outcome().verdict());
            assertEquals(2, outcome.rounds().size());
            assertEquals(Optional.of("Paris"), chosen(decided, outcome));
            for (int number : rounds) {
                List<Reception> receptions = outcome.rounds().get(number - 1).receptions();
                assertTrue(
                        isSilence(receptions.get(0)) && isSilence(receptions.get(1)),
                        receptions::toString);
            }
            nothingIsLeft(forum);
        }
    }

    private static Optional<String> chosen(Reply.Decided decided, PoolOutcome outcome) {
        return ProposedAnswer.told(decided.stored()).stream()
                .filter(each -> Optional.of(each.choice()).equals(outcome.outcome().choice()))
                .map(ProposedAnswer::text)
                .findFirst();
    }

    /// The second round may have ended before a bad vote was read.
    private static boolean isSilence(Reception reception) {
        return switch (reception) {
            case Reception.Silent _, Reception.NotAdmitted _, Reception.NotNeeded _ -> true;
            case Reception.Admitted _, Reception.Abstained _ -> false;
        };
    }

    private void nothingIsLeft(Forum forum) throws InterruptedException {
        for (int i = 0; i < 1_500 && (server.open.get() > 0 || forum.inFlight() > 0); i++) {
            Thread.sleep(20);
        }
        assertEquals(0, server.open.get(), "calls left open at the agents");
        assertEquals(0, forum.inFlight());
    }

    private io.quorate.core.policy.PoolPolicy pool() {
        Transport transport = new Transport.Grpc(server.address(), Transport.Tls.NONE);
        return Forum.pool(
                        IntStream.range(0, 7)
                                .mapToObj(i -> Forum.agent("agent-" + i, transport, WIDE))
                                .toList())
                .changed()
                .protocol(Protocol.TWO_ROUND)
                .build();
    }

    private static JudgeResponse response(Ballot ballot) {
        return JudgeResponse.newBuilder().setBallot(ballot).build();
    }

    private static Ballot.Builder blank(BallotPaper paper) {
        return Ballot.newBuilder()
                .setDecisionId(paper.getDecisionId())
                .setRound(paper.getRound())
                .setNonce(paper.getNonce());
    }

    /// Answers with a capital when asked alone, and afterwards votes for Paris.
    private static Ballot good(BallotPaper paper, String capital) {
        return paper.getTask() == Task.TASK_PROPOSE ? proposing(paper, capital) : voting(paper);
    }

    private static Ballot proposing(BallotPaper paper, String capital) {
        return blank(paper)
                .setProposal(
                        Proposal.newBuilder().setAgentId(paper.getAgentId()).setAnswer(capital))
                .build();
    }

    private static Ballot voting(BallotPaper paper) {
        String paris =
                paper.getSubmission().getCandidates().getCandidatesList().stream()
                        .filter(candidate -> candidate.getText().equals("Paris"))
                        .map(Candidate::getId)
                        .findFirst()
                        .orElse("");
        return blank(paper)
                .setVote(
                        Vote.newBuilder()
                                .setAgentId(paper.getAgentId())
                                .setConfidence(0.9)
                                .setChoice(Choice.newBuilder().setCandidateId(paris)))
                .build();
    }

    private static Ballot inTheNameOf(BallotPaper paper, String other) {
        Ballot.Builder ballot = good(paper, "Lyon").toBuilder();
        if (ballot.hasProposal()) {
            ballot.getProposalBuilder().setAgentId(other);
        } else {
            ballot.getVoteBuilder().setAgentId(other);
        }
        return ballot.build();
    }

    /// A vote where an answer is asked for, and an answer where a vote is.
    private static Ballot otherTask(BallotPaper paper) {
        return paper.getTask() == Task.TASK_PROPOSE
                ? blank(paper)
                        .setVote(AgentServer.vote(paper, FixedChoice.FIXED_CHOICE_ACCEPT))
                        .build()
                : proposing(paper, "Lyon");
    }
}
