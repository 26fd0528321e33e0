package io.quorate.bench.load;

import io.quorate.bench.Options;
import io.quorate.bench.bed.Executable;
import io.quorate.bench.bed.Pools;
import io.quorate.bench.bed.Postgres;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.bed.Site;
import io.quorate.bench.bed.Usage;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Decisions at a steady rate for a long time: what becomes of latency and memory.
public final class Soak {
    private static final String HELP =
            """
            soak [OPTION VALUE ...]

              Committed Decide with seven votes at a steady rate; latency and memory by time.

              --minutes N        10
              --rate N           calls a second; 500
              --window N         seconds to one figure; 10
              --executable LIST  jars or binaries; those under target/
              --database URL     an empty database, as jdbc:postgresql://HOST/NAME?user=OWNER
            """;

    private static final int VOTES = 7;
    private static final String DURABILITY = "committed";

    private Soak() {}

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        try (Scratch scratch = Scratch.create();
                Postgres postgres = Postgres.of(options, scratch.folder("postgres"))) {
            Results results = Results.begin("soak", Map.of("postgresql", postgres.version()));
            for (Executable executable : Executable.of(options)) {
                try (Site site =
                                Site.start(
                                        executable,
                                        postgres,
                                        scratch.folder("sidecar"),
                                        List.of(DURABILITY),
                                        VOTES);
                        Driver driver = Driver.of(site, 4)) {
                    run(options, site, driver, results, executable.name());
                }
            }
        }
    }

    private static void run(
            Options options, Site site, Driver driver, Results results, String executable)
            throws Exception {
        int rate = options.number("rate", 500);
        Duration window = options.seconds("window", 10);
        Calls calls = Calls.decide(Pools.given(DURABILITY), VOTES);
        long windows = Duration.ofMinutes(options.number("minutes", 10)).dividedBy(window);
        for (long i = 1; i <= windows; i++) {
            Timing timing = driver.pace(calls, rate, Duration.ZERO, window);
            Usage usage = Usage.of(site.sidecar().pid());
            results.add(
                    timing.on(
                                    Result.of("Decide")
                                            .where("executable", executable)
                                            .where("rate", rate)
                                            .where("second", i * window.toSeconds()))
                            .with("anonymous_mib", usage.anonymousMib())
                            .with("resident_mib", usage.residentMib()));
        }
    }
}
