package io.quorate.bench.load;

import io.grpc.stub.StreamObserver;
import io.quorate.bench.Bench;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import io.quorate.edge.validators.AgentServer;
import io.quorate.edge.validators.Forum;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.JudgeResponse;
import io.quorate.engine.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// What asking agents costs beside waiting for them: fake agents that answer over real connections
/// after known delays, and a log in memory.
public final class Waiting {
    private static final String HELP =
            """
            waiting [SECONDS]

              How much longer a validation takes than the slowest vote that it needed, with one call
              after the other at 20 a second (for so many seconds, 20 by default); and how long 50
              and 500 calls at once take, with seven agents of 100 ms each, and 20 with 21 agents.
            """;

    private static final Submission QUESTION = Submission.ofAnswer("Which?", "This.");
    private static final GuardPolicy WIDE =
            new GuardPolicy(Duration.ofSeconds(50), 0, 2_000, 5_000, Duration.ofSeconds(5));
    private static final int CALLS_PER_SECOND = 20;

    /// Of seven agents five are needed, so that the fifth is waited for and the last two are not.
    private static final int[] DELAYS = {10, 15, 20, 25, 30, 200, 300};

    private static final int NEEDED = 5;

    /// Rounds of 50 calls at once, after which everything is compiled that a server compiles.
    private static final int WARM_UP = 100;

    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
        if (Bench.asksForHelp(arguments)) {
            System.out.print(HELP);
            return;
        }
        int seconds = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        overhead(seconds);
        atOnce(7, 5, 50);
        atOnce(7, 2, 500);
        atOnce(21, 5, 20);
    }

    /// One call: when it was made and answered, and about which decision.
    private record Call(long begun, long answered, DecisionId decision) {}

    /// An agent's own time with a paper.
    private record Stay(long from, long until) {}

    /// What a call took beside the agent whose vote decided it.
    ///
    /// @param before from the call until that agent had its paper
    /// @param after from that agent's answer to the reply
    private record Beside(long before, long after) {
        long sum() {
            return before + after;
        }
    }

    private static void overhead(int seconds) throws Exception {
        Map<String, Queue<Stay>> stays = new ConcurrentHashMap<>();
        try (AgentServer server = new AgentServer();
                Forum forum = new Forum(Forum.PATIENT, pool(server, DELAYS.length))) {
            for (int i = 0; i < DELAYS.length; i++) {
                server.plays(
                        "agent-" + i,
                        watched(server.voting(FixedChoice.FIXED_CHOICE_ACCEPT, DELAYS[i]), stays));
            }
            for (int i = 0; i < WARM_UP; i++) {
                together(forum, 50);
            }
            stays.clear();
            List<Beside> beside =
                    steady(forum, seconds).stream().map(call -> beside(call, stays)).toList();
            System.out.printf(
                    "%d calls at %d a second, beside the slowest needed vote: %s%n"
                            + "  before that agent had its paper: %s%n"
                            + "  after its answer: %s%n",
                    beside.size(),
                    CALLS_PER_SECOND,
                    figures(beside.stream().map(each -> each.sum() / 1_000).toList()),
                    figures(beside.stream().map(each -> each.before() / 1_000).toList()),
                    figures(beside.stream().map(each -> each.after() / 1_000).toList()));
        }
    }

    private static Beside beside(Call call, Map<String, Queue<Stay>> stays) {
        Stay slowest =
                stays.get(call.decision().value()).stream()
                        .sorted(Comparator.comparingLong(Stay::until))
                        .skip(NEEDED - 1)
                        .findFirst()
                        .orElseThrow();
        return new Beside(slowest.from() - call.begun(), call.answered() - slowest.until());
    }

    private static AgentServer.Behaviour watched(
            AgentServer.Behaviour agent, Map<String, Queue<Stay>> stays) {
        return (paper, caller) -> {
            long from = System.nanoTime();
            agent.judge(
                    paper,
                    new StreamObserver<JudgeResponse>() {
                        @Override
                        public void onNext(JudgeResponse answer) {
                            stays.computeIfAbsent(
                                            paper.getDecisionId(),
                                            _ -> new ConcurrentLinkedQueue<>())
                                    .add(new Stay(from, System.nanoTime()));
                            caller.onNext(answer);
                        }

                        @Override
                        public void onError(Throwable failure) {
                            caller.onError(failure);
                        }

                        @Override
                        public void onCompleted() {
                            caller.onCompleted();
                        }
                    });
        };
    }

    private static List<Call> steady(Forum forum, int seconds) {
        List<CompletableFuture<Call>> calls = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < seconds * CALLS_PER_SECOND; i++) {
            long due = begun + i * (1_000_000_000L / CALLS_PER_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long since = System.nanoTime();
            calls.add(
                    forum.begin(QUESTION, ValidationPath.COMPLEX)
                            .thenApply(
                                    reply -> new Call(since, System.nanoTime(), accepted(reply))));
        }
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Reply> timed(Forum forum, List<Long> took) {
        long since = System.nanoTime();
        return forum.begin(QUESTION, ValidationPath.COMPLEX)
                .whenComplete((_, _) -> took.add((System.nanoTime() - since) / 1_000));
    }

    private static DecisionId accepted(Reply reply) {
        if (reply instanceof Reply.Decided decided
                && decided.stored().record().findings().outcome().verdict() == Verdict.ACCEPTED) {
            return decided.stored().record().id();
        }
        throw new IllegalStateException("not accepted: " + reply);
    }

    private static void atOnce(int agents, int times, int calls) throws Exception {
        try (AgentServer server = new AgentServer();
                Forum forum = new Forum(Forum.PATIENT, pool(server, agents))) {
            for (int i = 0; i < agents; i++) {
                server.plays("agent-" + i, server.voting(FixedChoice.FIXED_CHOICE_ACCEPT, 100));
            }
            together(forum, calls);
            together(forum, calls);
            List<Long> took = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                took.addAll(together(forum, calls));
            }
            System.out.printf(
                    "%d calls at once, %d times, %d agents of 100 ms: %s%n",
                    calls, times, agents, figures(took));
        }
    }

    private static List<Long> together(Forum forum, int calls) {
        List<Long> took = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Reply>> replies =
                IntStream.range(0, calls).mapToObj(_ -> timed(forum, took)).toList();
        replies.forEach(reply -> accepted(reply.join()));
        return took;
    }

    private static PoolPolicy pool(AgentServer server, int agents) {
        Transport transport = new Transport.Grpc(server.address(), Transport.Tls.NONE);
        return Forum.pool(
                IntStream.range(0, agents)
                        .mapToObj(i -> Forum.agent("agent-" + i, transport, WIDE))
                        .toList());
    }

    private static String figures(List<Long> micros) {
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        return "median %.1f ms, p99 %.1f ms, most %.1f ms"
                .formatted(
                        sorted[sorted.length / 2] / 1e3,
                        sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e3,
                        Arrays.stream(sorted).max().orElse(0) / 1e3);
    }
}
