package io.quorate.wiring;

import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.edge.cli.PolicyCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;

/// What is said to the person who started the process, before and beside the log.
final class Terminal {
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private Terminal() {}

    /// The command about policies, on this terminal.
    static PolicyCommand policy(Function<Path, PolicyReading> reader) {
        return new PolicyCommand(reader, OUT, ERR);
    }

    static void say(String text) {
        OUT.println(text);
    }

    static void complain(String text) {
        ERR.println("quorate: " + text);
    }

    /// Everything there is to know of a failure.
    static void show(Throwable failure) {
        failure.printStackTrace(ERR);
    }
}
