package io.quorate.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arguments of a target: words, and pairs `--name value` out of those that its help names.
public final class Options {
    private static final int USAGE_ERROR = 2;

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> named = new LinkedHashMap<>();

    private Options() {}

    /// Reads them; whoever gives an option that the help does not name gets the help, and the
    /// process ends.
    ///
    /// @return empty where help was asked for, and given
    public static Optional<Options> read(String help, String... arguments) {
        if (Bench.asksForHelp(arguments)) {
            System.out.print(help);
            return Optional.empty();
        }
        Options options = new Options();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                options.words.add(argument);
            } else if (!help.contains(argument + " ") || i + 1 == arguments.length) {
                System.err.println(argument + " is not known, or has no value.");
                System.err.print(help);
                System.exit(USAGE_ERROR);
            } else {
                options.named.put(argument.substring(2), arguments[++i]);
            }
        }
        return Optional.of(options);
    }

    /// What stands there without a name.
    public List<String> words() {
        return words;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(named.get(name));
    }

    public int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }

    /// What stands there with commas between.
    public List<String> list(String name, String otherwise) {
        String text = text(name).orElse(otherwise);
        return text.isBlank() ? List.of() : List.of(text.split(","));
    }

    public List<Integer> numbers(String name, String otherwise) {
        return list(name, otherwise).stream().map(Integer::parseInt).toList();
    }

    public List<Path> paths(String name) {
        return list(name, "").stream().map(Path::of).toList();
    }
}
