package io.quorate.bench.load;

import io.quorate.bench.Bench;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PerformanceTargets;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import io.quorate.edge.validators.AgentServer;
import io.quorate.edge.validators.Forum;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.engine.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private static final PerformanceTargets PATIENT =
            new PerformanceTargets(
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(60),
                    PerformanceTargets.DEFAULT.successRate(),
                    PerformanceTargets.DEFAULT.detectionAccuracy());
    private static final int CALLS_PER_SECOND = 20;

    /// Of seven agents five are needed, so that the fifth is waited for and the last two are not.
    private static final int[] DELAYS = {10, 15, 20, 25, 30, 200, 300};

    private static final int NEEDED = 30;

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

    private static void overhead(int seconds) throws Exception {
        try (AgentServer server = new AgentServer();
                Forum forum = new Forum(PATIENT, pool(server, DELAYS.length))) {
            for (int i = 0; i < DELAYS.length; i++) {
                server.plays(
                        "agent-" + i, server.voting(FixedChoice.FIXED_CHOICE_ACCEPT, DELAYS[i]));
            }
            steady(forum, 5);
            List<Long> took = steady(forum, seconds);
            System.out.printf(
                    "%d calls at %d a second, slowest needed vote %d ms: and %s%n",
                    took.size(),
                    CALLS_PER_SECOND,
                    NEEDED,
                    figures(took.stream().map(each -> each - NEEDED * 1_000L).toList()));
        }
    }

    private static List<Long> steady(Forum forum, int seconds) {
        List<Long> took = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < seconds * CALLS_PER_SECOND; i++) {
            long due = begun + i * (1_000_000_000L / CALLS_PER_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            replies.add(timed(forum, took));
        }
        replies.forEach(Waiting::mustBeAccepted);
        return took;
    }

    private static CompletableFuture<Reply> timed(Forum forum, List<Long> took) {
        long since = System.nanoTime();
        return forum.begin(QUESTION, ValidationPath.COMPLEX)
                .whenComplete((_, _) -> took.add((System.nanoTime() - since) / 1_000));
    }

    private static void mustBeAccepted(CompletableFuture<Reply> reply) {
        boolean accepted =
                reply.join() instanceof Reply.Decided decided
                        && decided.stored().record().findings().outcome().verdict()
                                == Verdict.ACCEPTED;
        if (!accepted) {
            throw new IllegalStateException("not accepted: " + reply.join());
        }
    }

    private static void atOnce(int agents, int times, int calls) throws Exception {
        try (AgentServer server = new AgentServer();
                Forum forum = new Forum(PATIENT, pool(server, agents))) {
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
        replies.forEach(Waiting::mustBeAccepted);
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
