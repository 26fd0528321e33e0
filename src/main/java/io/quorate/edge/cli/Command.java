package io.quorate.edge.cli;

import io.quorate.auditor.Verify;
import io.quorate.core.policy.reading.PolicyReading;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What the binary does without serving.
public enum Command {
    /// Checks a log, a bundle or a receipt.
    VERIFY {
        @Override
        public int run(List<String> words, Surroundings in) {
            return Verify.run(words, in.out(), in.err());
        }
    },
    /// Checks a policy file, or tries one in a running sidecar.
    POLICY {
        @Override
        public int run(List<String> words, Surroundings in) {
            return new PolicyCommand(in).run(words);
        }
    },
    /// Fetches a bundle from a running sidecar.
    EXPORT {
        @Override
        public int run(List<String> words, Surroundings in) {
            return HandOut.EXPORT.run(words, in);
        }
    },
    /// Fetches what bears on an incident.
    INCIDENT {
        @Override
        public int run(List<String> words, Surroundings in) {
            return HandOut.INCIDENT.run(words, in);
        }
    },
    /// Fetches the deployer's report.
    REPORT {
        @Override
        public int run(List<String> words, Surroundings in) {
            return HandOut.REPORT.run(words, in);
        }
    };

    /// Where a command runs.
    ///
    /// @param policies reads policy files
    public record Surroundings(
            PrintStream out, PrintStream err, Function<Path, PolicyReading> policies) {}

    /// Does it and returns the exit status.
    ///
    /// @param words what follows the command's name
    public abstract int run(List<String> words, Surroundings in);

    /// The command of that name.
    public static Optional<Command> of(String name) {
        for (Command command : values()) {
            if (command.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
