package io.quorate.host.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process of the operating system that is, or may be, a PostgreSQL server.
record PostgresProcess(long pid) {
    private static final long LOOK_EVERY_MILLIS = 10;

    /// Whether the process still does anything; one that has ended and that nobody has collected
    /// does not count, as happens when the sidecar is process 1 of a container.
    boolean isAlive() {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            char state = text.charAt(text.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException | IndexOutOfBoundsException _) {
            return !Files.isDirectory(Path.of("/proc/self"))
                    && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /// The file that the process executes; empty when the operating system keeps it secret.
    Optional<Path> program() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .or(this::firstWord)
                .map(Path::of);
    }

    // Where the program itself is kept secret, the command line still shows its path.
    private Optional<String> firstWord() {
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        try {
            String text = Files.readString(commandLine, StandardCharsets.ISO_8859_1);
            return Optional.of(text.split("\0", 2)[0]);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Whether it runs a program of this data folder. The programs lie inside the folder and serve
    /// no other, so this says for certain whether the process is ours.
    boolean isOf(DataFolder folder) {
        return program().filter(path -> path.startsWith(folder.programs())).isPresent();
    }

    /// Rolls back what is open, writes a checkpoint and ends.
    void stopFast() {
        signal("INT");
    }

    /// Ends without a checkpoint; the next start recovers.
    void stopNow() {
        signal("QUIT");
    }

    // The JDK sends TERM and KILL only. TERM would wait for clients to leave, KILL would leave the
    // server's children behind.
    private void signal(String name) {
        Command.succeeds(List.of("sh", "-c", "kill -" + name + " " + pid));
    }

    /// Returns whether it ended within the limit.
    boolean awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }
}
