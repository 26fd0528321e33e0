package io.quorate.edge.validators;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PerformanceTargets;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.Ids;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Limits;
import io.quorate.engine.Recorder;
import io.quorate.engine.Reply;
import io.quorate.engine.Ticker;
import io.quorate.engine.Validation;
import io.quorate.engine.Validations;
import io.quorate.engine.poll.Means;
import io.quorate.engine.reputation.Founders;
import io.quorate.engine.reputation.ReputationBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Everything between a call and its agents as it is when the sidecar runs: real threads, real
/// time, real connections; only the log is in memory.
public final class Forum implements AutoCloseable {
    static final PoolId POOL = new PoolId("facts");

    /// For what a busy machine with a cold virtual machine does besides.
    public static final PerformanceTargets PATIENT = lasting(Duration.ofSeconds(60));

    private static final PoolPolicy EMPTY =
            PoolPolicy.of(POOL, List.of(agent("nobody", Transport.CALLER)));

    final Map<String, String> environment = new HashMap<>();
    final Connections connections;
    private final Guards guards = new Guards();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RealTime time = new RealTime();
    private final AtomicLong requests = new AtomicLong();
    private final Recorder recorder;
    private final Validations validations;
    private final PerformanceTargets targets;
    private volatile Policy policy;

    Forum(PoolPolicy... pools) {
        this(PerformanceTargets.DEFAULT, pools);
    }

    public Forum(PerformanceTargets targets, PoolPolicy... pools) {
        this.targets = targets;
        policy = policy(pools.length == 0 ? new PoolPolicy[] {EMPTY} : pools);
        connections =
                new Connections(
                        time,
                        name -> Optional.ofNullable(environment.get(name)),
                        guards::blank,
                        threads);
        ReputationBook book = new Founders();
        InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
        recorder = new Recorder(ledger, time, new RandomIds(), _ -> {}, Limits.DEFAULT, book);
        validations =
                new Validations(
                        () -> policy,
                        recorder,
                        ledger,
                        book,
                        new Means(connections, time, new RandomIds(), _ -> {}, threads));
    }

    /// So much time for calls on the complex path.
    static PerformanceTargets lasting(Duration complex) {
        return new PerformanceTargets(
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                complex,
                PerformanceTargets.DEFAULT.successRate(),
                PerformanceTargets.DEFAULT.detectionAccuracy());
    }

    static AgentPolicy agent(String id, Transport transport) {
        return agent(id, transport, GuardPolicy.DEFAULT);
    }

    public static AgentPolicy agent(String id, Transport transport, GuardPolicy guard) {
        return new AgentPolicy(
                new AgentId(id),
                new FaultDomain("of-" + id),
                Optional.empty(),
                BigDecimal.ONE,
                0,
                Optional.empty(),
                transport,
                guard,
                BigDecimal.ZERO);
    }

    public static PoolPolicy pool(List<AgentPolicy> agents) {
        return PoolPolicy.of(POOL, agents);
    }

    void follow(PoolPolicy... pools) {
        policy = policy(pools);
        connections.follow(policy);
    }

    private Policy policy(PoolPolicy... pools) {
        Policy plain = Policy.of(pools);
        return Policy.of(plain.pools(), targets, plain.alerts(), plain.security());
    }

    public CompletableFuture<Reply> begin(Submission submission, ValidationPath path) {
        return validations
                .validate(
                        new Validation(
                                "",
                                new RequestId("request-" + requests.incrementAndGet()),
                                List.of(),
                                submission,
                                path,
                                Optional.empty()),
                        _ -> {})
                .toCompletableFuture();
    }

    Reply.Decided decided(Submission submission, ValidationPath path) {
        return (Reply.Decided) begin(submission, path).orTimeout(2, TimeUnit.MINUTES).join();
    }

    RoundReport round(Submission submission, ValidationPath path) {
        return decided(submission, path)
                .stored()
                .record()
                .findings()
                .pools()
                .getFirst()
                .rounds()
                .getLast();
    }

    int inFlight() {
        return recorder.inFlight();
    }

    @Override
    public void close() {
        connections.close();
        guards.close();
        threads.shutdownNow();
        time.close();
    }

    private static final class RealTime implements Ticker, AutoCloseable {
        private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            var _ = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    private static final class RandomIds implements Ids {
        @Override
        public DecisionId decision() {
            return new DecisionId(UUID.randomUUID().toString());
        }

        @Override
        public String nonce() {
            return UUID.randomUUID().toString().replace("-", "");
        }

        @Override
        public double draw() {
            return 0.99;
        }

        @Override
        public byte[] salt() {
            return new byte[32];
        }
    }
}
