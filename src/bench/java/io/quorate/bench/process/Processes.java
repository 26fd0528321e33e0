package io.quorate.bench.process;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.quorate.bench.Options;
import io.quorate.bench.bed.Executable;
import io.quorate.bench.bed.Pools;
import io.quorate.bench.bed.Postgres;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.bed.Site;
import io.quorate.bench.bed.Usage;
import io.quorate.bench.load.Calls;
import io.quorate.bench.load.Driver;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import io.quorate.drill.Sidecar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How long sidecars take to serve, what memory they keep, and how large they are.
public final class Processes {
    private static final String HELP =
            """
            process [OPTION VALUE ...]

              From the start of a packaged sidecar until its gRPC health says SERVING, on a database
              that has the schema; its memory once it is idle, under committed Decide with seven
              votes, and idle again; and how large it is.

              --starts N         7, after a first one that makes the schema
              --rate N           calls a second under load; 1000
              --seconds N        under load; 20
              --executable LIST  jars or binaries; those under target/
              --database URL     an empty database, as jdbc:postgresql://HOST/NAME?user=OWNER
            """;

    private static final int VOTES = 7;
    private static final List<String> DURABILITY = List.of("committed");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final double MEBIBYTE = 1024.0 * 1024;

    private final Options options;
    private final Executable executable;
    private final Postgres postgres;
    private final Results results;

    private Processes(Options options, Executable executable, Postgres postgres, Results results) {
        this.options = options;
        this.executable = executable;
        this.postgres = postgres;
        this.results = results;
    }

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        try (Scratch scratch = Scratch.create();
                Postgres postgres = Postgres.of(options, scratch.folder("postgres"))) {
            Results results = Results.begin("process", Map.of("postgresql", postgres.version()));
            for (Executable executable : Executable.of(options)) {
                Processes processes = new Processes(options, executable, postgres, results);
                processes.size();
                processes.starts(scratch.folder("starts"));
                processes.memory(scratch.folder("memory"));
            }
        }
    }

    private Result result(String what) {
        return Result.of(what).where("executable", executable.name());
    }

    /// Of the binary, or of the jar with all that lies beside it.
    private void size() throws IOException {
        Path file = executable.path();
        double bytes =
                executable.name().equals("native") ? Files.size(file) : below(file.getParent());
        results.add(result("size").with("mib", bytes / MEBIBYTE));
    }

    private static long below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void starts(Path folder) throws Exception {
        Pools pools = Pools.of(DURABILITY, VOTES, "127.0.0.1:1");
        Site.Plan plan = Site.Plan.of(executable, postgres, folder, pools);
        double first = millisToServe(plan);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < options.number("starts", 7); i++) {
            millis.add(millisToServe(plan));
        }
        Collections.sort(millis);
        results.add(
                result("start")
                        .with("median_ms", millis.get(millis.size() / 2))
                        .with("least_ms", millis.getFirst())
                        .with("max_ms", millis.getLast())
                        .with("with_schema_ms", first));
    }

    private static double millisToServe(Site.Plan plan) throws InterruptedException {
        long begun = System.nanoTime();
        Sidecar sidecar = plan.launch();
        try {
            while (!serves(sidecar)) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("it does not serve:\n" + sidecar.output());
                }
            }
            return (System.nanoTime() - begun) / 1e6;
        } finally {
            sidecar.terminate();
            sidecar.awaitExit();
        }
    }

    /// Asks as soon as the port is open: a channel that finds it closed would wait before it tries
    /// again.
    private static boolean serves(Sidecar sidecar) throws InterruptedException {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), sidecar.grpcPort())) {
            ManagedChannel channel = sidecar.channel();
            try {
                return HealthGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(1, TimeUnit.SECONDS)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()
                        .equals(ServingStatus.SERVING);
            } catch (StatusRuntimeException _) {
                return false;
            } finally {
                channel.shutdownNow();
            }
        } catch (IOException _) {
            Thread.sleep(1);
            return false;
        }
    }

    private void memory(Path folder) throws Exception {
        try (Site site = Site.start(executable, postgres, folder, DURABILITY, VOTES);
                Driver driver = Driver.of(site, 4)) {
            Thread.sleep(REST);
            long pid = site.sidecar().pid();
            results.add(memory("idle", Usage.of(pid)));
            int rate = options.number("rate", 1_000);
            List<Usage> seen = Collections.synchronizedList(new ArrayList<>());
            Thread watch = Thread.ofPlatform().daemon().start(() -> watch(pid, seen));
            driver.pace(
                    Calls.decide(Pools.given("committed"), VOTES),
                    rate,
                    Duration.ZERO,
                    options.seconds("seconds", 20));
            watch.interrupt();
            watch.join();
            results.add(memory("at " + rate + "/s, most", most(seen)));
            Thread.sleep(REST);
            results.add(memory("afterwards", Usage.of(pid)));
        }
    }

    private static void watch(long pid, List<Usage> seen) {
        try {
            while (true) {
                seen.add(Usage.of(pid));
                Thread.sleep(Duration.ofMillis(500));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Usage most(List<Usage> seen) {
        return seen.stream()
                .reduce((one, other) ->
                        new Usage(
                                Math.max(one.residentMib(), other.residentMib()),
                                Math.max(one.anonymousMib(), other.anonymousMib())))
                .orElseThrow();
    }

    private Result memory(String when, Usage usage) {
        return result("memory")
                .where("when", when)
                .with("anonymous_mib", usage.anonymousMib())
                .with("resident_mib", usage.residentMib());
    }
}
