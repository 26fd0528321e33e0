package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.auditor.Verify;
import io.quorate.core.audit.note.SigningKey;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// What the checker answered.
record Checked(int status, String report, String complaints) {
    /// Asks the checker as its command does.
    static Checked ask(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                Verify.run(
                        List.of(args),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8));
        return new Checked(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    static Checked log(LogFolder log, SigningKey key, String... more) {
        List<String> args = new ArrayList<>();
        args.add(log.path().toString());
        args.addAll(List.of("--quiet", "--key", key.verifier().text()));
        args.addAll(List.of(more));
        return ask(args.toArray(String[]::new));
    }

    void accepts() {
        assertEquals(Verify.OK, status, this::toString);
        assertTrue(report.contains("OK: "), this::toString);
    }

    /// Defects are found, each of these among them, and no others.
    void rejects(String... findings) {
        assertEquals(Verify.DEFECTS, status, this::toString);
        List<String> found =
                report.lines()
                        .filter(line -> line.matches("  [A-Z_]+ .*"))
                        .map(String::strip)
                        .toList();
        assertEquals(findings.length, found.size(), this::toString);
        for (int i = 0; i < findings.length; i++) {
            assertTrue(found.get(i).startsWith(findings[i]), findings[i] + " in " + this);
        }
    }

    /// Defects are found, this one among them.
    void contains(String finding) {
        assertEquals(Verify.DEFECTS, status, this::toString);
        assertTrue(report.contains("  " + finding), () -> finding + " in " + this);
    }

    void unreadable() {
        assertEquals(Verify.UNREADABLE, status, this::toString);
    }
}
