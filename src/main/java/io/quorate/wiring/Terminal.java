package io.quorate.wiring;

import io.quorate.edge.cli.Command;
import java.io.PrintStream;
import java.util.List;

/// What is said to the person who started the process, before and beside the log.
final class Terminal {
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private Terminal() {}

    static void say(String text) {
        OUT.println(text);
    }

    static void complain(String text) {
        ERR.println("quorate: " + text);
    }

    /// Runs a command here and returns its exit status.
    static int run(Command command, List<String> words) {
        return command.run(
                words,
                new Command.Surroundings(OUT, ERR, PolicyChoice.reader(System.getenv())::load));
    }

    /// Everything there is to know of a failure.
    static void show(Throwable failure) {
        failure.printStackTrace(ERR);
    }
}
