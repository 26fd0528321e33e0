package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.protocol.Digest;
import io.quorate.edge.wire.v1.CheckPolicyRequest;
import io.quorate.edge.wire.v1.CheckPolicyResponse;
import io.quorate.edge.wire.v1.DryRunRequest;
import io.quorate.edge.wire.v1.DryRunResponse;
import io.quorate.edge.wire.v1.GetPolicyRequest;
import io.quorate.edge.wire.v1.GetPolicyResponse;
import io.quorate.edge.wire.v1.ListPolicyChangesRequest;
import io.quorate.edge.wire.v1.PolicyChange;
import io.quorate.edge.wire.v1.PolicyOccasion;
import io.quorate.edge.wire.v1.PolicyServiceGrpc;
import io.quorate.edge.wire.v1.PolicyServiceGrpc.PolicyServiceBlockingStub;
import io.quorate.edge.wire.v1.TuneRequest;
import io.quorate.edge.wire.v1.TuneResponse;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.host.policyfile.PolicyFile;
import io.quorate.host.store.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The policy of a running sidecar changes under load, is remembered, and is tried on the past.
///
/// On a machine that does nothing else, `-Dreload.callers=128 -Dreload.rate=500` asks for so many
/// calls per second while it changes, and for every change to take effect within a second.
class PolicyIT {
    private static final int RELOADS = 50;
    private static final int CALLERS = Integer.getInteger("reload.callers", 32);
    private static final int CALLS_PER_SECOND_MIN = Integer.getInteger("reload.rate", 0);
    private static final Duration EFFECTIVE_MAX = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final PolicyFile READER = new PolicyFile(_ -> false);

    @TempDir static Path folder;
    private static Path file;
    private static Sidecar sidecar;
    private static ManagedChannel channel;
    private static PolicyServiceBlockingStub policies;

    /// A decision, and between which two moments it was asked for and answered.
    private record Answered(long asked, long answered, String digest) {}

    /// A policy that took effect between two moments.
    private record Change(long written, long effective, String digest) {}

    @BeforeAll
    static void start() throws IOException {
        file = folder.resolve("policy.yaml");
        Files.writeString(file, policy(0));
        sidecar =
                Sidecar.serving(TestPostgres.database(), Map.of("QUORATE_POLICY", file.toString()));
        channel = sidecar.channel();
        policies = PolicyServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @Test
    void fiftyReloadsUnderLoadFailNoCallAndEachDecisionNamesAPolicyInForce() throws Exception {
        Queue<Answered> answers = new ConcurrentLinkedQueue<>();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(Long.MIN_VALUE, System.nanoTime(), inForce()));
        long begun = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            Thread reloading = Thread.currentThread();
            IntStream.range(0, CALLERS)
                    .forEach(_ -> running.add(callers.submit(() -> call(answers, reloading))));
            for (int i = 1; i <= RELOADS; i++) {
                boolean valid = i % 5 != 0;
                changes.addAll(valid ? reload(i).stream().toList() : spoil().stream().toList());
            }
            callers.shutdownNow();
            for (Future<?> caller : running) {
                caller.get();
            }
        }
        report(answers, changes, Duration.ofNanos(System.nanoTime() - begun));
        answers.forEach(answer -> wasInForce(answer, changes));
        isRemembered(changes);
        triesOthers();
    }

    private static void report(Queue<Answered> answers, List<Change> changes, Duration time) {
        List<Long> millis =
                changes.stream()
                        .skip(1)
                        .map(change -> (change.effective() - change.written()) / 1_000_000)
                        .sorted()
                        .toList();
        System.out.printf(
                "%d calls in %d s; %d changes, effective after %d ms in the median, %d ms at"
                        + " most%n",
                answers.size(),
                time.toSeconds(),
                millis.size(),
                millis.get(millis.size() / 2),
                millis.getLast());
        assertEquals(RELOADS - RELOADS / 5, millis.size());
        long decisive =
                CALLS_PER_SECOND_MIN == 0 ? millis.get(millis.size() / 2) : millis.getLast();
        assertTrue(decisive <= EFFECTIVE_MAX.toMillis(), millis::toString);
        assertTrue(
                answers.size() >= CALLS_PER_SECOND_MIN * time.toMillis() / 1_000,
                () -> answers.size() + " calls in " + time);
    }

    private static void call(Queue<Answered> answers, Thread reloading) {
        var validation = ValidationServiceGrpc.newBlockingStub(channel);
        while (!Thread.currentThread().isInterrupted() && reloading.isAlive()) {
            long asked = System.nanoTime();
            try {
                var response = validation.decide(Requests.threeToOne().build());
                answers.add(
                        new Answered(
                                asked,
                                System.nanoTime(),
                                hex(response.getDecision().getPolicyDigest())));
            } catch (StatusRuntimeException e) {
                if (!Thread.currentThread().isInterrupted()
                        && e.getStatus().getCode() != Status.Code.CANCELLED) {
                    throw e;
                }
                return;
            }
        }
    }

    private static Optional<Change> reload(int i) throws Exception {
        String digest = digest(policy(i));
        long written = System.nanoTime();
        Files.writeString(file, policy(i));
        await(policy -> hex(policy.getPolicyDigest()).equals(digest));
        return Optional.of(new Change(written, System.nanoTime(), digest));
    }

    private static Optional<Change> spoil() throws Exception {
        Files.writeString(file, "consensus: {agent_pools: {facts: {min_agents: many}}}");
        GetPolicyResponse policy = await(GetPolicyResponse::hasRejected);
        assertEquals(1, policy.getRejected().getProblemsCount());
        assertEquals(1, policy.getRejected().getProblems(0).getLine());
        return Optional.empty();
    }

    private interface Condition {
        boolean holds(GetPolicyResponse policy);
    }

    private static GetPolicyResponse await(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            GetPolicyResponse policy = policies.getPolicy(GetPolicyRequest.getDefaultInstance());
            if (condition.holds(policy)) {
                return policy;
            }
            assertTrue(System.nanoTime() < end, () -> "not in time: " + policy.getText());
            Thread.sleep(5);
        }
    }

    private static void wasInForce(Answered answer, List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).digest().equals(answer.digest())) {
                assertTrue(answer.answered() >= changes.get(i).written(), "too early");
                assertTrue(
                        i + 1 == changes.size() || answer.asked() <= changes.get(i + 1).effective(),
                        "too late");
                return;
            }
        }
        throw new AssertionError("a policy that was never in force: " + answer.digest());
    }

    private static void isRemembered(List<Change> changes) throws Exception {
        List<PolicyChange> history = List.of();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (history.size() < changes.size() && System.nanoTime() < end) {
            history =
                    policies.listPolicyChanges(
                                    ListPolicyChangesRequest.newBuilder().setPageSize(100).build())
                            .getChangesList();
            Thread.sleep(50);
        }
        assertEquals(
                changes.stream().map(Change::digest).toList().reversed(),
                history.stream().map(change -> hex(change.getPolicyDigest())).toList());
        assertEquals(PolicyOccasion.POLICY_OCCASION_START, history.getLast().getOccasion());
        assertEquals(1, history.getFirst().getDifferencesCount());
        GetPolicyResponse first =
                policies.getPolicy(
                        GetPolicyRequest.newBuilder()
                                .setPolicyDigest(history.getLast().getPolicyDigest())
                                .build());
        assertEquals(policy(0), first.getText());
        assertFalse(first.getInForce());
        assertTrue(first.getSettingsCount() > 10);
        StatusRuntimeException unknown =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                policies.getPolicy(
                                        GetPolicyRequest.newBuilder()
                                                .setPolicyDigest(ByteString.copyFrom(new byte[32]))
                                                .build()));
        assertEquals(Status.Code.NOT_FOUND, unknown.getStatus().getCode());
    }

    private static void triesOthers() {
        CheckPolicyResponse checked =
                policies.checkPolicy(
                        CheckPolicyRequest.newBuilder()
                                .setPolicy(ByteString.copyFromUtf8("consensus: {}"))
                                .build());
        assertFalse(checked.getProblemsList().isEmpty());
        DryRunResponse dryRun =
                last(
                        policies.dryRun(
                                DryRunRequest.newBuilder()
                                        .setPolicy(
                                                ByteString.copyFromUtf8(
                                                        policy(0).replace(": 0.501", ": 0.990")))
                                        .build()));
        assertTrue(dryRun.getReport().getDecisions() > 0);
        assertEquals(0, dryRun.getReport().getUndeterminedCount(), dryRun.getReport()::getText);
        assertTrue(dryRun.getReport().getMovesCount() > 0, dryRun.getReport()::getText);
        TuneResponse tuned =
                last(
                        policies.tune(
                                TuneRequest.newBuilder()
                                        .setPool(Sidecar.POOL)
                                        .setKey("weight_threshold")
                                        .addValues("0.6")
                                        .addValues("0.9")
                                        .build()));
        assertEquals(2, tuned.getReport().getRowsCount());
        assertTrue(tuned.getReport().getSvg().startsWith("<svg"));
    }

    private static <T> T last(Iterator<T> stream) {
        T last = stream.next();
        while (stream.hasNext()) {
            last = stream.next();
        }
        return last;
    }

    private static String inForce() {
        return hex(policies.getPolicy(GetPolicyRequest.getDefaultInstance()).getPolicyDigest());
    }

    /// Different for each number; they decide alike.
    private static String policy(int number) {
        return """
        consensus:
          agent_pools:
            facts:
              weight_threshold: 0.%d
              agents: [{id: alice, fault_domain: a}, {id: bob, fault_domain: b}, {id: carol, fault_domain: c}, {id: dave, fault_domain: d}]
        """
                .formatted(501 + number);
    }

    private static String digest(String policy) {
        return assertInstanceOf(
                        PolicyReading.Loaded.class,
                        READER.read("policy.yaml", policy.getBytes(StandardCharsets.UTF_8)))
                .policy()
                .digest()
                .hex();
    }

    private static String hex(ByteString digest) {
        return new Digest(HexFormat.of().formatHex(digest.toByteArray())).hex();
    }
}
