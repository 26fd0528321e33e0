package io.quorate.edge.cli;

import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// `quorate policy …`: checks a policy file without a server, and tries one on the decisions that a
/// running sidecar has recorded.
final class PolicyCommand {
    static final String USAGE =
            """
            Usage: quorate policy check FILE
                   quorate policy dry-run FILE [--server URL] [--pool POOL] [--service SERVICE]
                                               [--from TIME] [--until TIME]
                   quorate policy tune --pool POOL --key KEY --range FIRST:LAST:STEP [--svg FILE]
                                       [--server URL] [--service SERVICE] [--from TIME] [--until TIME]

            check      reads a policy file and tells every problem; needs no server
            dry-run    replays recorded decisions under a policy file
            tune       replays them with one setting at several values; KEY is threshold,
                       weight_threshold, confidence_threshold or max_agents, or of a quarantine
                       rule quarantine.rules.1.count, quarantine.rules.1.within (1h:24h:1h) and
                       so on, quarantine.slow_agent.misses or quarantine.slow_agent.within

            The server is http://127.0.0.1:8470 unless you name another. Nothing is ever changed.
            """;

    private static final int FINE = 0;
    private static final int NOT_FINE = 1;
    private static final int USAGE_ERROR = 2;
    private static final String SERVER = "http://127.0.0.1:8470";
    private static final Set<String> SPAN = Set.of("server", "pool", "service", "from", "until");
    private static final Set<String> TURN =
            Set.of("server", "pool", "service", "from", "until", "key", "range", "svg");

    private final Function<Path, PolicyReading> reader;
    private final PrintStream out;
    private final PrintStream err;

    PolicyCommand(Command.Surroundings in) {
        reader = in.policies();
        out = in.out();
        err = in.err();
    }

    /// Does it and returns the exit status.
    int run(List<String> words) {
        return switch (words) {
            case List<String> check when check.size() == 2 && check.getFirst().equals("check") ->
                    check(Path.of(check.getLast()));
            case List<String> dryRun
                    when dryRun.size() >= 2 && dryRun.getFirst().equals("dry-run") ->
                    options(dryRun.subList(2, dryRun.size()), SPAN)
                            .map(options -> dryRun(Path.of(dryRun.get(1)), options))
                            .orElseGet(this::usage);
            case List<String> tune when !tune.isEmpty() && tune.getFirst().equals("tune") ->
                    options(tune.subList(1, tune.size()), TURN)
                            .map(this::tune)
                            .orElseGet(this::usage);
            default -> usage();
        };
    }

    private int usage() {
        err.print(USAGE);
        return USAGE_ERROR;
    }

    private int check(Path file) {
        return switch (reader.apply(file)) {
            case PolicyReading.Loaded loaded -> {
                loaded.warnings().forEach(warning -> err.println("warning: " + warning));
                out.println(
                        "%s can be put in force: %d pools, digest %s"
                                .formatted(
                                        file,
                                        loaded.policy().pools().size(),
                                        loaded.policy().digest()));
                yield FINE;
            }
            case PolicyReading.Refused(List<LocatedProblem> problems) -> {
                problems.forEach(out::println);
                yield NOT_FINE;
            }
        };
    }

    private int dryRun(Path file, Map<String, String> options) {
        if (reader.apply(file) instanceof PolicyReading.Refused) {
            return check(file);
        }
        try {
            byte[] policy = Files.readAllBytes(file);
            return ask(options, "dry-run", query(options), policy);
        } catch (IOException e) {
            err.println(file + " cannot be read: " + e);
            return USAGE_ERROR;
        }
    }

    private int tune(Map<String, String> options) {
        Optional<List<String>> values =
                Optional.ofNullable(options.get("range")).flatMap(ValueRange::values);
        if (values.isEmpty() || !options.containsKey("pool") || !options.containsKey("key")) {
            return usage();
        }
        List<TrialCall.Parameter> query = query(options);
        query.add(new TrialCall.Parameter("key", options.getOrDefault("key", "")));
        values.get().forEach(value -> query.add(new TrialCall.Parameter("value", value)));
        return ask(options, "tune", query, new byte[0]);
    }

    private int ask(
            Map<String, String> options,
            String what,
            List<TrialCall.Parameter> query,
            byte[] body) {
        TrialCall call = new TrialCall(options.getOrDefault("server", SERVER), what, query);
        return switch (call.send(body, (seen, all) -> err.printf("%,d of %,d%n", seen, all))) {
            case TrialCall.End.Found(String text, Optional<String> svg) -> {
                out.print(text);
                yield svg.isPresent() && options.containsKey("svg")
                        ? save(Path.of(options.getOrDefault("svg", "")), svg.get())
                        : FINE;
            }
            case TrialCall.End.Failed(String reason) -> {
                err.println(reason);
                yield USAGE_ERROR;
            }
        };
    }

    private int save(Path file, String svg) {
        try {
            Files.writeString(file, svg);
            return FINE;
        } catch (IOException e) {
            err.println(file + " cannot be written: " + e);
            return USAGE_ERROR;
        }
    }

    private static List<TrialCall.Parameter> query(Map<String, String> options) {
        List<TrialCall.Parameter> query = new ArrayList<>();
        for (String name : List.of("pool", "service", "from", "until")) {
            Optional.ofNullable(options.get(name))
                    .ifPresent(value -> query.add(new TrialCall.Parameter(name, value)));
        }
        return query;
    }

    /// Pairs of `--name value`; empty when they are not.
    private static Optional<Map<String, String>> options(List<String> words, Set<String> known) {
        Map<String, String> options = new TreeMap<>();
        if (words.size() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : "";
            if (!known.contains(name) || options.put(name, words.get(i + 1)) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(options);
    }
}
