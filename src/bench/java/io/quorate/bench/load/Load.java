package io.quorate.bench.load;

import io.quorate.bench.Options;
import io.quorate.bench.bed.Executable;
import io.quorate.bench.bed.Pools;
import io.quorate.bench.bed.Postgres;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.bed.Site;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import io.quorate.bench.store.Rival;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Calls packaged sidecars over gRPC: at rates, and as fast as they go; against a call that does
/// nothing with the same messages, and against pgbench.
public final class Load {
    private static final String HELP =
            """
            load [OPTION VALUE ...]

              Calls packaged sidecars over gRPC, at rates and as fast as they go. At a rate, calls
              are sent when they are due, and their time counts from then. The no-op, the same
              messages to a method that does nothing, is there in what -Pbench has packaged.
              pgbench inserts the rows of committed decisions on the same PostgreSQL; it is looked
              for on the PATH, or where -Dpgbench= says.

              --calls LIST       of noop, decide, validate, pgbench; all
              --durability LIST  of committed, spooled, best_effort; all
              --rates LIST       calls a second; 100,1000
              --in-flight N      calls in flight when it goes as fast as it can; 64
              --connections N    4
              --votes N          of a decision, and agents of a validation; 7
              --seconds N        how long each figure is measured; 10
              --warm-up N        seconds before each figure; 5
              --repeat N         how often all is measured; 1
              --executable LIST  jars or binaries; those under target/
              --database URL     an empty database, as jdbc:postgresql://HOST/NAME?user=OWNER,
                                 in place of a PostgreSQL of its own
            """;

    private final Options options;
    private final Postgres postgres;
    private final Results results;
    private final List<String> durabilities;
    private final List<String> calls;
    private final int votes;
    private final Duration time;
    private final Duration warmUp;

    private Load(Options options, Postgres postgres, Results results) {
        this.options = options;
        this.postgres = postgres;
        this.results = results;
        durabilities = options.list("durability", "committed,spooled,best_effort");
        calls = options.list("calls", "noop,decide,validate,pgbench");
        votes = options.number("votes", 7);
        time = options.seconds("seconds", 10);
        warmUp = options.seconds("warm-up", 5);
    }

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        try (Scratch scratch = Scratch.create();
                Postgres postgres = Postgres.of(options, scratch.folder("postgres"))) {
            Results results = Results.begin("load", Map.of("postgresql", postgres.version()));
            for (Executable executable : Executable.of(options)) {
                new Load(options, postgres, results).run(executable, scratch);
            }
        }
    }

    private void run(Executable executable, Scratch scratch) throws Exception {
        System.err.println("the sidecar: " + executable.path());
        try (Site site =
                        Site.start(
                                executable,
                                postgres,
                                scratch.folder("sidecar"),
                                durabilities,
                                votes);
                Driver driver = Driver.of(site, options.number("connections", 4))) {
            boolean yardstick = Rehearsal.decide(site, Pools.given(durabilities.getFirst()));
            Measure measure = new Measure(site, driver, executable.name());
            for (int i = 0; i < options.number("repeat", 1); i++) {
                if (yardstick && calls.contains("noop")) {
                    measure.all("no-op", "", Calls.nothing(durabilities.getFirst(), votes));
                }
                for (String durability : durabilities) {
                    if (calls.contains("decide")) {
                        measure.all(
                                "Decide", durability, Calls.decide(Pools.given(durability), votes));
                    }
                }
                for (String durability : durabilities) {
                    if (calls.contains("validate")) {
                        List<String> pools = List.of(Pools.asked(durability));
                        Rehearsal.validate(site, pools);
                        measure.all("Validate", durability, Calls.validate(pools));
                        Rehearsal.validate(site, pools);
                    }
                }
                if (calls.contains("pgbench") && measure.batch > 0) {
                    pgbench(site, measure.batch);
                }
            }
        }
    }

    /// Measures calls of one sidecar, and remembers how many of its decisions were in a commit.
    private final class Measure {
        private final Site site;
        private final Driver driver;
        private final String executable;
        private int batch;

        Measure(Site site, Driver driver, String executable) {
            this.site = site;
            this.driver = driver;
            this.executable = executable;
        }

        void all(String what, String durability, Calls calls) throws Exception {
            Result result = Result.of(what).where("executable", executable);
            if (!durability.isEmpty()) {
                result = result.where("durability", durability);
            }
            result = result.where("votes", votes);
            saturated(result, durability, calls);
            for (int rate : options.numbers("rates", "100,1000")) {
                results.add(
                        driver.pace(calls, rate, Duration.ofSeconds(1), time)
                                .on(result.where("rate", rate)));
            }
        }

        private void saturated(Result result, String durability, Calls calls) throws Exception {
            int inFlight = options.number("in-flight", 64);
            long before = Commits.last(postgres, site.origin());
            int asked = site.server().timesAsked();
            Timing timing = driver.saturate(calls, inFlight, warmUp, time);
            Result told = timing.on(result.where("in flight", inFlight));
            if (durability.equals("committed")) {
                Commits commits = Commits.since(postgres, site.origin(), before);
                told = told.with("commits_per_decision", commits.perDecision());
                batch = commits.decisionsPerCommit();
                if (commits.decisions() < timing.answered()) {
                    throw new IllegalStateException(
                            "%d answered, %d recorded"
                                    .formatted(timing.answered(), commits.decisions()));
                }
            }
            if (result.what().equals("Validate")) {
                told = told.with("asked", site.server().timesAsked() - asked);
            }
            results.add(told);
        }
    }

    private void pgbench(Site site, int batch) throws Exception {
        try (Rival rival = Rival.of(postgres.ownersUrl(), site.origin(), batch)) {
            Result result = Result.of("pgbench").where("decisions in a commit", batch);
            results.add(
                    result.where("rows", "on the server")
                            .with("per_s", rival.staged(time) * batch));
            results.add(result.where("rows", "sent").with("per_s", rival.sent(time) * batch));
        }
    }
}
