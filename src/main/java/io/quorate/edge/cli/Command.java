package io.quorate.edge.cli;

import java.io.PrintStream;
import java.util.List;

/// What the binary does without serving.
@FunctionalInterface
public interface Command {
    /// Does it and returns the exit status.
    ///
    /// @param words what follows the command's name
    int run(List<String> words, PrintStream out, PrintStream err);
}
