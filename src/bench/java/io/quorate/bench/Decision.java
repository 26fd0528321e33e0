package io.quorate.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// How long a pure decision takes and what it allocates, by the number of votes.
final class Decision {
    private static final String HELP =
            """
            Measures one pure decision, from members with weights and votes as cast to the outcome:
            seats and domain cap, epoch, admission, tally, resolution, posterior, counterfactuals.
            Nothing is signed, stored or asked.

              decision [N ...]   with so many votes; 7, 21, 100 and 1000 by default
            """;

    private static final String[] SIZES = {"7", "21", "100", "1000"};
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Decision() {}

    static void main(String... arguments) throws RunnerException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (Bench.asksForHelp(arguments)) {
            out.print(HELP);
            return;
        }
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(DecisionBench.class.getSimpleName())
                                        .param("votes", arguments.length == 0 ? SIZES : arguments)
                                        .addProfiler(GCProfiler.class)
                                        .forks(1)
                                        .warmupIterations(4)
                                        .warmupTime(TimeValue.seconds(1))
                                        .measurementIterations(6)
                                        .measurementTime(TimeValue.seconds(1))
                                        .timeUnit(TimeUnit.NANOSECONDS)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();
        out.printf("%n%-12s%8s%24s%14s%16s%n", "", "votes", "ns", "ns per vote", "bytes");
        results.stream().map(Decision::row).sorted().forEach(out::println);
    }

    private static String row(RunResult result) {
        int votes = Integer.parseInt(result.getParams().getParam("votes"));
        double nanos = result.getPrimaryResult().getScore();
        return String.format(
                Locale.ROOT,
                "%-12s%8d%15.0f ± %6.0f%14.0f%16.0f",
                result.getPrimaryResult().getLabel(),
                votes,
                nanos,
                result.getPrimaryResult().getScoreError(),
                nanos / votes,
                result.getSecondaryResults().get(ALLOCATED).getScore());
    }
}
