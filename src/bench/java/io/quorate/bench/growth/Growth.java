package io.quorate.bench.growth;

import io.quorate.bench.Options;
import io.quorate.bench.bed.Executable;
import io.quorate.bench.bed.Pools;
import io.quorate.bench.bed.Pools.Asking;
import io.quorate.bench.bed.Pools.Pool;
import io.quorate.bench.bed.Postgres;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.bed.Site;
import io.quorate.bench.load.Calls;
import io.quorate.bench.load.Driver;
import io.quorate.bench.load.Timing;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import io.quorate.bench.store.AuditQueries;
import io.quorate.edge.validators.AgentServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// How throughput and latency change as one thing grows, with everything else as it was.
public final class Growth {
    private static final String HELP =
            """
            growth [OPTION VALUE ...]

              One thing grows, everything else stays:
                votes     of a committed Decide, with calls in flight
                agents    of a committed Validate by one pool
                pools     of a committed Validate, seven agents each
                log       first pages of audit queries, by the decisions in the log; made ones
                sidecars  on one PostgreSQL, committed Decide, calls in flight shared among them

              --only LIST        of the above; all
              --votes LIST       7,21,100,300,1000
              --agents LIST      4,7,13,31
              --pools LIST       1,2,4,8
              --log LIST         10000,100000,1000000
              --sidecars LIST    1,2,3,4
              --in-flight N      32
              --seconds N        how long each figure is measured; 8
              --warm-up N        seconds before each figure; 4
              --executable LIST  jars or binaries; those under target/
              --database URL     an empty database, as jdbc:postgresql://HOST/NAME?user=OWNER;
                                 not for the log, which gets one of its own
            """;

    private static final String DURABILITY = "committed";
    private static final int USUAL = 7;

    private final Options options;
    private final Executable executable;
    private final Postgres postgres;
    private final Scratch scratch;
    private final Results results;
    private final int inFlight;
    private final Duration time;
    private final Duration warmUp;

    private Growth(
            Options options,
            Executable executable,
            Postgres postgres,
            Scratch scratch,
            Results results) {
        this.options = options;
        this.executable = executable;
        this.postgres = postgres;
        this.scratch = scratch;
        this.results = results;
        inFlight = options.number("in-flight", 32);
        time = options.seconds("seconds", 8);
        warmUp = options.seconds("warm-up", 4);
    }

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        List<String> only = options.list("only", "votes,agents,pools,sidecars,log");
        try (Scratch scratch = Scratch.create();
                Postgres postgres = Postgres.of(options, scratch.folder("postgres"))) {
            Results results = Results.begin("growth", Map.of("postgresql", postgres.version()));
            for (Executable executable : Executable.of(options)) {
                Growth growth = new Growth(options, executable, postgres, scratch, results);
                for (String what : only) {
                    growth.of(what);
                }
            }
            if (only.contains("log")) {
                for (int decisions : options.numbers("log", "10000,100000,1000000")) {
                    AuditQueries.measure(decisions, results);
                }
            }
        }
    }

    private void of(String what) throws Exception {
        switch (what) {
            case "votes" -> {
                for (int votes : options.numbers("votes", "7,21,100,300,1000")) {
                    decide(votes);
                }
            }
            case "agents" -> {
                for (int agents : options.numbers("agents", "4,7,13,31")) {
                    validate("agents", agents, 1, agents);
                }
            }
            case "pools" -> {
                for (int pools : options.numbers("pools", "1,2,4,8")) {
                    validate("pools", pools, pools, USUAL);
                }
            }
            case "sidecars" -> {
                for (int sidecars : options.numbers("sidecars", "1,2,3,4")) {
                    together(sidecars);
                }
            }
            case "log" -> {}
            default -> throw new IllegalArgumentException("nothing grows that is called " + what);
        }
    }

    private Result result(String what, String by, int size) {
        return Result.of(what)
                .where("executable", executable.name())
                .where("in flight", inFlight)
                .where("by", by)
                .where(by, size);
    }

    private Site site(int agents) throws IOException {
        return Site.start(
                executable, postgres, scratch.folder("sidecar"), List.of(DURABILITY), agents);
    }

    private void decide(int votes) throws Exception {
        try (Site site = site(votes);
                Driver driver = Driver.of(site, 4)) {
            Calls calls = Calls.decide(Pools.given(DURABILITY), votes);
            results.add(
                    driver.saturate(calls, inFlight, warmUp, time)
                            .on(result("Decide", "votes", votes)));
        }
    }

    private void validate(String by, int size, int count, int agents) throws Exception {
        AgentServer server = new AgentServer();
        List<Pool> pools =
                IntStream.range(0, count)
                        .mapToObj(i -> new Pool("pool_" + i, DURABILITY, Asking.ASKED))
                        .toList();
        try (Site site =
                        Site.start(
                                executable,
                                postgres,
                                scratch.folder("sidecar"),
                                new Pools(pools, agents, server.address()),
                                server);
                Driver driver = Driver.of(site, 4)) {
            Calls calls = Calls.validate(pools.stream().map(Pool::name).toList());
            results.add(
                    driver.saturate(calls, inFlight, warmUp, time)
                            .on(result("Validate", by, size)));
        }
    }

    private void together(int count) throws Exception {
        List<Site> sites = new ArrayList<>();
        List<Future<Timing>> timings = new ArrayList<>();
        try (ExecutorService drivers = Executors.newThreadPerTaskExecutor(Thread::new)) {
            for (int i = 0; i < count; i++) {
                sites.add(site(USUAL));
            }
            for (Site site : sites) {
                timings.add(drivers.submit(() -> share(site, inFlight / count)));
            }
            Timing sum = timings.getFirst().get();
            for (Future<Timing> timing : timings.subList(1, count)) {
                sum = sum.and(timing.get());
            }
            results.add(sum.on(result("Decide", "sidecars", count)));
        } finally {
            sites.forEach(Site::close);
        }
    }

    private Timing share(Site site, int calls) throws InterruptedException {
        try (Driver driver = Driver.of(site, 4)) {
            return driver.saturate(
                    Calls.decide(Pools.given(DURABILITY), USUAL), calls, warmUp, time);
        }
    }
}
