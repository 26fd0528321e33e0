package io.quorate.bench.micro;

import io.quorate.bench.Options;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What single pieces of work cost.
public final class Micro {
    private static final String HELP =
            """
            micro [OPTION VALUE ...]

              Nanoseconds and bytes of single pieces of work:
                decision   from members with weights and votes as cast to the outcome: seats and
                           domain cap, epoch, admission, tally, resolution, posterior,
                           counterfactuals; nothing is signed, stored or asked
                tally      the count of the seats alone
                round      the detectors that look at every round
                window     those that look at the latest 2000 decisions, now and then
                leaf       a decision as bytes, and the hash of its leaf
                append     a leaf into the Merkle tree
              and records per second of
                verify     the whole check of a log in a folder

              --only LIST    of the above; all
              --votes LIST   7,21,100,1000
              --records N    in the log that is verified; 200000
              --rounds N     of one second that are measured, after as many to warm up; 5
            """;

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final List<String> BY_VOTES = List.of("decision", "tally", "round", "window");

    private Micro() {}

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        Results results = Results.begin("micro", Map.of());
        List<String> only = options.list("only", "decision,tally,round,window,leaf,append,verify");
        for (String what : only) {
            if (what.equals("verify")) {
                results.add(Verification.measure(options.number("records", 200_000)));
            } else {
                run(what, options).stream().map(Micro::result).forEach(results::add);
            }
        }
    }

    private static Collection<RunResult> run(String what, Options options) throws RunnerException {
        int rounds = options.number("rounds", 5);
        var builder =
                new OptionsBuilder()
                        .include("\\." + what + "$")
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .warmupIterations(rounds)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(rounds)
                        .measurementTime(TimeValue.seconds(1))
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .verbosity(VerboseMode.SILENT);
        if (BY_VOTES.contains(what)) {
            builder.param("votes", options.list("votes", "7,21,100,1000").toArray(String[]::new));
        }
        return new Runner(builder.build()).run();
    }

    private static Result result(RunResult run) {
        Result result = Result.of(run.getPrimaryResult().getLabel());
        String votes = run.getParams().getParam("votes");
        if (votes != null) {
            result = result.where("votes", votes);
        }
        return result.with("ns", run.getPrimaryResult().getScore())
                .with("error_ns", run.getPrimaryResult().getScoreError())
                .with("bytes", run.getSecondaryResults().get(ALLOCATED).getScore());
    }
}
