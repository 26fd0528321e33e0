package io.quorate.bench;

import io.quorate.bench.growth.Growth;
import io.quorate.bench.load.H2Load;
import io.quorate.bench.load.Load;
import io.quorate.bench.load.Soak;
import io.quorate.bench.load.Waiting;
import io.quorate.bench.micro.Micro;
import io.quorate.bench.process.Processes;
import io.quorate.bench.report.Judge;
import io.quorate.bench.report.Report;
import io.quorate.bench.store.Append;
import io.quorate.bench.store.AuditQueries;
import io.quorate.bench.store.DryRuns;
import io.quorate.bench.votes.Pairs;
import io.quorate.bench.votes.Votes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The benches: what runs when they are called, by the first word of the arguments.
public final class Bench {
    private static final String HELP =
            """
            ./mvnw -Pbench -DskipTests package                        # a sidecar to be measured
            ./mvnw -Pbench -DskipTests -Dnative package               # a native one
            ./mvnw -Pbench -DskipTests test-compile exec:exec -Dbench.args="TARGET ..."

            Figures, each into target/bench, where report.md and its plots are made of them:
              load       packaged sidecars under load, against a no-op on the same server and pgbench
              h2load     the same by h2load, an HTTP/2 load generator that knows nothing of gRPC
              process    from start to SERVING, memory idle and under load, size
              micro      nanoseconds and bytes of decision, tally, detection, Merkle append; records
                         per second of a verification
              append     how fast the log takes decisions, against pgbench on the same server
              growth     by votes, agents, pools, length of the log, sidecars on one PostgreSQL
              soak       latency and memory over ten minutes
              queries N  first pages of audit queries in a log of N decisions
              all        all of these that need no other software, for a short time each
              report     makes the report of what was measured before

            Judgement by thresholds, in src/bench/resources/gate.json; ends with 1 when one is broken:
              gate       measures shortly what the thresholds are about
              judge      takes what was measured before

            Quality and other times, on the standard output:
              votes [FOLDER]     how well decisions hold up on real votes, or on made-up ones
                                 where no folder is given
              pairs FOLDER       how well the built-in fact checks tell right answers from wrong ones
              dry-run [N]        seconds of a dry run over N decisions in a real PostgreSQL
              waiting [SECONDS]  how much longer a validation takes than the votes that it waits for

            "TARGET --help" tells more of one target.
            """;

    private static final Set<String> REPORTED =
            Set.of(
                    "load", "h2load", "process", "micro", "append", "growth", "soak", "queries",
                    "all");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String target = arguments.length == 0 ? "--help" : arguments[0];
        String[] rest =
                arguments.length == 0
                        ? arguments
                        : Arrays.copyOfRange(arguments, 1, arguments.length);
        boolean held = run(target, rest);
        if (REPORTED.contains(target) && !asksForHelp(rest)) {
            Report.write();
        }
        // The pools of some drivers and servers keep the machine running otherwise.
        System.exit(held ? 0 : 1);
    }

    private static boolean run(String target, String... rest) throws Exception {
        switch (target) {
            case "load" -> Load.main(rest);
            case "h2load" -> H2Load.main(rest);
            case "process" -> Processes.main(rest);
            case "micro" -> Micro.main(rest);
            case "append" -> Append.main(rest);
            case "growth" -> Growth.main(rest);
            case "soak" -> Soak.main(rest);
            case "queries" -> AuditQueries.main(rest);
            case "all" -> Together.all(rest);
            case "report" -> Report.main(rest);
            case "gate" -> {
                return Together.gate(rest);
            }
            case "judge" -> {
                return Judge.judge(rest);
            }
            case "votes" -> Votes.main(rest);
            case "pairs" -> Pairs.main(rest);
            case "dry-run" -> DryRuns.main(rest);
            case "waiting" -> Waiting.main(rest);
            case "-h", "--help", "help" -> System.out.print(HELP);
            default -> {
                System.err.println("There is no target " + target + ".");
                System.err.print(HELP);
                System.exit(2);
            }
        }
        return true;
    }

    /// Whether these arguments ask what can be given.
    public static boolean asksForHelp(String... arguments) {
        return List.of(arguments).contains("--help") || List.of(arguments).contains("-h");
    }
}
