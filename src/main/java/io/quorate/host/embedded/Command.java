package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Runs programs with an environment of our own making and everything they say in `postgres.log`.
final class Command {
    private static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));
    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 8_192;
    private static final long LARGEST_LOG = 4L * 1024 * 1024;

    private final DataFolder folder;
    private final long begin;

    private Command(DataFolder folder, long begin) {
        this.folder = folder;
        this.begin = begin;
    }

    /// Opens the log, keeping one previous file when it has grown large.
    static Command logging(DataFolder folder) throws IOException {
        Path log = folder.log();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            PrivateFiles.rename(log, folder.previousLog());
        }
        PrivateFiles.createFile(log);
        return new Command(folder, Files.size(log));
    }

    /// The same log, of which [#tail] will show only what is written from now on.
    Command fromHere() throws IOException {
        return new Command(folder, Files.size(folder.log()));
    }

    Process start(List<String> command) throws StartRefused {
        return launch(command, NO_INPUT);
    }

    /// Runs to the end and refuses the start unless that is a success.
    ///
    /// @param input goes to the standard input, where no other user can see it
    void run(List<String> command, String input, Duration limit) throws StartRefused {
        Process process = launch(command, Redirect.PIPE);
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // The program ended without reading it, and has said why.
            }
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw failed(name(command) + " did not end within " + limit.toSeconds() + " s.");
            }
            if (process.exitValue() != 0) {
                throw failed(name(command) + " failed, exit code " + process.exitValue() + ".");
            }
        } catch (InterruptedException _) {
            throw interrupted();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process launch(List<String> command, Redirect input) throws StartRefused {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(input)
                        .redirectOutput(Redirect.appendTo(folder.log().toFile()));
        cleanEnvironment(builder);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw notExecutable("PostgreSQL cannot be executed here: " + failure.getMessage());
        }
    }

    private static StartRefused notExecutable(String message) {
        return new StartRefused(
                Reason.UNSUPPORTED_PLATFORM,
                message,
                "On Linux it needs the GNU C library, and a data folder on a file system that is"
                        + " not mounted noexec; otherwise "
                        + StartRefused.OTHER_DATABASE
                        + ".");
    }

    // PGOPTIONS, PGPORT, LD_PRELOAD and their like would change what we start; English messages can
    // be read, and a given time zone spares initdb the search for one.
    private static void cleanEnvironment(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        Optional<String> path = Optional.ofNullable(environment.get("PATH"));
        environment.clear();
        path.ifPresent(p -> environment.put("PATH", p));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
    }

    /// Whether the command can be run and succeeds; what it says is dropped.
    static boolean succeeds(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(NO_INPUT)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
        cleanEnvironment(builder);
        try {
            Process process = builder.start();
            try {
                return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static StartRefused interrupted() {
        Thread.currentThread().interrupt();
        return new StartRefused(
                Reason.START_FAILED,
                "The start of PostgreSQL was interrupted.",
                "Start again; what is there already is kept.");
    }

    /// A refusal that shows the end of the log.
    StartRefused failed(String what) {
        String tail = tail();
        String message = what + " The end of " + folder.log() + ":\n" + tail;
        if (StartRefused.isDiskFull(tail)) {
            return new StartRefused(StartRefused.diskFull(message));
        }
        // The words of unshare and setpriv, which stand between us and the program.
        if (tail.contains("failed to execute")) {
            return notExecutable(message);
        }
        return new StartRefused(
                Reason.START_FAILED,
                message,
                "Mend what the log names and start again (programs that are missing or damaged are"
                        + " unpacked anew when "
                        + folder.programs()
                        + " is deleted), or "
                        + StartRefused.OTHER_DATABASE
                        + ".");
    }

    /// The last lines that were logged since this object was made.
    String tail() {
        try (RandomAccessFile log = new RandomAccessFile(folder.log().toFile(), "r")) {
            long from = Math.max(begin, log.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                    .collect(Collectors.joining("\n"));
        } catch (IOException failure) {
            return "(the log cannot be read: " + failure + ")";
        }
    }

    private static String name(List<String> command) {
        return command.stream()
                .filter(word -> word.endsWith("initdb") || word.endsWith("postgres"))
                .findFirst()
                .orElse(command.getFirst());
    }
}
