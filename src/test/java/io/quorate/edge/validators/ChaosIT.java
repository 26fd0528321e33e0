package io.quorate.edge.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PerformanceTargets;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.JudgeResponse;
import io.quorate.engine.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agents behind a real connection that do what agents should not.
class ChaosIT {
    private static final Submission QUESTION = Submission.ofAnswer("Which?", "This.");
    private static final GuardPolicy WIDE =
            new GuardPolicy(Duration.ofSeconds(50), 1, 2_000, 5_000, Duration.ofSeconds(5));

    /// For agents of whom nothing comes: short enough to wait for the deadline, long enough for a
    /// busy machine.
    private static final PerformanceTargets ENDING = Forum.lasting(Duration.ofSeconds(8));

    private AgentServer server;
    private Forum forum;

    @BeforeEach
    void start() throws IOException {
        server = new AgentServer();
    }

    @AfterEach
    void stop() {
        forum.close();
        server.close();
    }

    private PoolPolicy pool(int agents, GuardPolicy guard) {
        Transport transport = new Transport.Grpc(server.address(), Transport.Tls.NONE);
        return Forum.pool(
                IntStream.range(0, agents)
                        .mapToObj(i -> Forum.agent("agent-" + i, transport, guard))
                        .toList());
    }

    private void accepting(int from, int to) {
        for (int i = from; i < to; i++) {
            server.plays("agent-" + i, server.voting(FixedChoice.FIXED_CHOICE_ACCEPT, 20));
        }
    }

    /// Five good agents decide; the two bad ones are in the way, never of the verdict.
    private RoundReport withTwo(AgentServer.Behaviour bad) throws InterruptedException {
        return withTwo(Forum.PATIENT, bad);
    }

    private RoundReport withTwo(PerformanceTargets targets, AgentServer.Behaviour bad)
            throws InterruptedException {
        forum = new Forum(targets, pool(7, WIDE).changed().round(Rounds.WAITING).build());
        server.plays("agent-0", bad);
        server.plays("agent-1", bad);
        accepting(2, 7);
        Reply.Decided decided = forum.decided(QUESTION, ValidationPath.COMPLEX);
        assertEquals(Verdict.ACCEPTED, decided.stored().record().findings().outcome().verdict());
        nothingIsLeft();
        return decided.stored().record().findings().pools().getFirst().rounds().getLast();
    }

    private void nothingIsLeft() throws InterruptedException {
        for (int i = 0; i < 1_500 && (server.open.get() > 0 || forum.inFlight() > 0); i++) {
            Thread.sleep(20);
        }
        assertEquals(0, server.open.get(), "calls left open at the agents");
        assertEquals(0, forum.inFlight());
    }

    @Test
    void hanging() throws InterruptedException {
        RoundReport round = withTwo(ENDING, (_, _) -> {});
        assertEquals(new Reception.Silent(SilenceCause.NO_VOTE), round.receptions().getFirst());
    }

    @Test
    void failing() throws InterruptedException {
        RoundReport round =
                withTwo((_, caller) -> caller.onError(Status.INTERNAL.asRuntimeException()));
        assertEquals(new Reception.Silent(SilenceCause.FAILED), round.receptions().getFirst());
    }

    @Test
    void answeringLate() throws InterruptedException {
        RoundReport round = withTwo(ENDING, server.voting(FixedChoice.FIXED_CHOICE_REJECT, 8_200));
        assertEquals(new Reception.Silent(SilenceCause.NO_VOTE), round.receptions().getFirst());
    }

    @Test
    void answeringWithoutABallot() throws InterruptedException {
        RoundReport round =
                withTwo((_, caller) -> {
                    caller.onNext(JudgeResponse.getDefaultInstance());
                    caller.onCompleted();
                });
        assertEquals(new Reception.Silent(SilenceCause.FAILED), round.receptions().getFirst());
    }

    @Test
    void answeringMoreThanMayBeSent() throws InterruptedException {
        RoundReport round =
                withTwo((paper, caller) ->
                        AgentServer.answer(
                                caller,
                                AgentServer.ballot(
                                        paper,
                                        AgentServer.vote(paper, FixedChoice.FIXED_CHOICE_REJECT)
                                                .setReasoning("x".repeat(2_000_000))
                                                .build())));
        assertEquals(new Reception.Silent(SilenceCause.FAILED), round.receptions().getFirst());
    }

    @Test
    void reasoningAtTooGreatLength() throws InterruptedException {
        RoundReport round =
                withTwo((paper, caller) ->
                        AgentServer.answer(
                                caller,
                                AgentServer.ballot(
                                        paper,
                                        AgentServer.vote(paper, FixedChoice.FIXED_CHOICE_REJECT)
                                                .setReasoning("x".repeat(1_000_000))
                                                .build())));
        assertEquals(new Reception.NotAdmitted(FaultKind.MALFORMED), round.receptions().getFirst());
        assertTrue(round.votes().stream().allMatch(vote -> vote.reasoning().length() < 2_000));
    }

    @Test
    void votingInAnothersName() throws InterruptedException {
        RoundReport round =
                withTwo((paper, caller) ->
                        AgentServer.answer(
                                caller,
                                AgentServer.ballot(
                                        paper,
                                        AgentServer.vote(paper, FixedChoice.FIXED_CHOICE_REJECT)
                                                .setAgentId("agent-2")
                                                .build())));
        assertEquals(
                List.of(FaultKind.NOT_AUTHENTIC, FaultKind.NOT_AUTHENTIC),
                round.faults().stream().map(fault -> fault.kind()).toList());
    }

    @Test
    void answeringAnotherPaper() throws InterruptedException {
        RoundReport round =
                withTwo((paper, caller) ->
                        AgentServer.answer(
                                caller,
                                AgentServer.ballot(
                                                paper,
                                                AgentServer.vote(
                                                                paper,
                                                                FixedChoice.FIXED_CHOICE_REJECT)
                                                        .build())
                                        .toBuilder()
                                        .setDecisionId("no id at all\n")
                                        .setNonce(ByteString.copyFrom(new byte[200_000]))
                                        .build()));
        assertEquals(
                new Reception.NotAdmitted(FaultKind.OTHER_SUBMISSION),
                round.receptions().getFirst());
    }

    @Test
    void whoeverFailsInARowIsLeftAlone() {
        GuardPolicy strict =
                new GuardPolicy(Duration.ofSeconds(50), 0, 10, 3, Duration.ofMinutes(1));
        forum = new Forum(Forum.PATIENT, pool(4, strict).changed().round(Rounds.WAITING).build());
        accepting(1, 4);
        server.plays(
                "agent-0", (_, caller) -> caller.onError(Status.INTERNAL.asRuntimeException()));
        List<Reception> first = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            first.add(forum.round(QUESTION, ValidationPath.COMPLEX).receptions().getFirst());
        }
        assertEquals(new Reception.Silent(SilenceCause.FAILED), first.getFirst());
        assertEquals(new Reception.Silent(SilenceCause.SPARED), first.getLast());
    }

    @Test
    void nobodyListens() {
        Transport nowhere = new Transport.Grpc("127.0.0.1:1", Transport.Tls.NONE);
        Transport unresolved = new Transport.Grpc("no.such.host.invalid:9000", Transport.Tls.NONE);
        forum =
                new Forum(
                        Forum.PATIENT,
                        Forum.pool(
                                Stream.of(
                                                Forum.agent("agent-0", nowhere),
                                                Forum.agent("agent-1", unresolved),
                                                Forum.agent("agent-2", Transport.CALLER))
                                        .toList()));
        RoundReport round = forum.round(QUESTION, ValidationPath.COMPLEX);
        assertEquals(
                List.of(
                        new Reception.Silent(SilenceCause.UNREACHABLE),
                        new Reception.Silent(SilenceCause.UNREACHABLE),
                        new Reception.Silent(SilenceCause.UNREACHABLE)),
                round.receptions());
    }

    @Test
    void fiftyCallsOfSevenAgentsAtOnceAndFiveHundred() throws InterruptedException {
        forum = new Forum(Forum.PATIENT, pool(7, WIDE));
        for (int i = 0; i < 7; i++) {
            server.plays("agent-" + i, server.voting(FixedChoice.FIXED_CHOICE_ACCEPT, 100));
        }
        for (int i = 0; i < 5; i++) {
            assertAllAccepted(20);
        }
        assertAllAccepted(50);
        assertAllAccepted(500);
        nothingIsLeft();
    }

    private void assertAllAccepted(int calls) {
        List<Long> took = new ArrayList<>();
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long begun = System.nanoTime();
            replies.add(
                    forum.begin(QUESTION, ValidationPath.COMPLEX)
                            .whenComplete((_, _) -> {
                                synchronized (took) {
                                    took.add((System.nanoTime() - begun) / 1_000_000);
                                }
                            }));
        }
        int accepted = 0;
        for (CompletableFuture<Reply> reply : replies) {
            Reply.Decided decided = assertInstanceOf(Reply.Decided.class, reply.join());
            accepted +=
                    decided.stored().record().findings().outcome().verdict() == Verdict.ACCEPTED
                            ? 1
                            : 0;
        }
        took.sort(Long::compare);
        System.out.printf(
                "%d calls at once: %d accepted, median %d ms, last %d ms%n",
                calls, accepted, took.get(calls / 2), took.getLast());
        assertEquals(calls, accepted);
    }
}
