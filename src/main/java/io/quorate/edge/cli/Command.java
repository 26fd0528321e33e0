package io.quorate.edge.cli;

import io.quorate.auditor.Verify;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the binary does without a server.
public enum Command {
    /// Checks a log, a bundle or a receipt.
    VERIFY {
        @Override
        public int run(List<String> words, PrintStream out, PrintStream err) {
            return Verify.run(words, out, err);
        }
    };

    /// Does it and returns the exit status.
    ///
    /// @param words what follows the command's name
    public abstract int run(List<String> words, PrintStream out, PrintStream err);

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
