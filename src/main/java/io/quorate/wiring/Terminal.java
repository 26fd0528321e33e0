package io.quorate.wiring;

import java.io.PrintStream;

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

    /// Everything there is to know of a failure.
    static void show(Throwable failure) {
        failure.printStackTrace(ERR);
    }
}
