package io.quorate.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// What figures depend on beside the code: the machine, how busy it was, the versions, the commit.
final class Machine {
    private Machine() {}

    static Map<String, String> here() {
        return Map.of(
                "measured at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "commit", commit(),
                "processor", after("/proc/cpuinfo", "model name"),
                "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "memory", after("/proc/meminfo", "MemTotal"),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "java", System.getProperty("java.vm.name") + " " + Runtime.version(),
                "load at the start", load());
    }

    private static String commit() {
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty")
                            .redirectErrorStream(true)
                            .start();
            String said = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException _) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String after(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException _) {
            return "unknown";
        }
    }
}
