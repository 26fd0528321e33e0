package io.quorate.bench;

import io.quorate.bench.growth.Growth;
import io.quorate.bench.load.Load;
import io.quorate.bench.load.Soak;
import io.quorate.bench.micro.Micro;
import io.quorate.bench.process.Processes;
import io.quorate.bench.report.Judge;
import io.quorate.bench.report.Report;
import io.quorate.bench.store.Append;

/// Several targets one after the other, for a short time each.
final class Together {
    private static final String ALL =
            """
            all

              load, process, micro, append, growth and a soak of one minute, in about a quarter of an
              hour with one packaged sidecar; each by itself has options and takes longer.
            """;

    private static final String GATE =
            """
            gate [OPTION VALUE ...]

              Measures shortly what the thresholds are about, with the packaged jar, and judges. The
              options are those of "judge".
            """;

    private static final String JAR = "target/quarkus-app/quarkus-run.jar";

    private Together() {}

    static void all(String... arguments) throws Exception {
        if (Bench.asksForHelp(arguments)) {
            System.out.print(ALL);
            return;
        }
        Load.main("--seconds", "5", "--warm-up", "5", "--rates", "100,500,1000");
        Processes.main("--starts", "5", "--seconds", "10");
        Micro.main("--rounds", "2", "--records", "100000");
        Append.main("--seconds", "3");
        Growth.main("--seconds", "4", "--warm-up", "3", "--log", "10000,100000");
        Soak.main("--minutes", "1", "--window", "5");
    }

    static boolean gate(String... arguments) throws Exception {
        if (Bench.asksForHelp(arguments)) {
            System.out.print(GATE);
            return true;
        }
        Load.main(
                "--executable",
                JAR,
                "--calls",
                "noop,decide",
                "--durability",
                "committed,best_effort",
                "--rates",
                "",
                "--seconds",
                "5",
                "--repeat",
                "3");
        Append.main("--seconds", "3");
        Micro.main("--only", "decision", "--votes", "100,1000", "--rounds", "3");
        Growth.main("--executable", JAR, "--only", "votes", "--votes", "7,1000", "--seconds", "5");
        Report.write();
        return Judge.judge(arguments);
    }
}
