package io.quorate.bench.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a process uses of memory, as the kernel counts it.
///
/// @param residentMib pages in memory, those of files included
/// @param anonymousMib pages in memory that are no file's
public record Usage(double residentMib, double anonymousMib) {
    private static final double KIBIBYTES = 1024;

    public static Usage of(long pid) throws IOException {
        return new Usage(mebibytes(pid, "VmRSS"), mebibytes(pid, "RssAnon"));
    }

    private static double mebibytes(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith(name + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no " + name + " of " + pid))
                / KIBIBYTES;
    }

    /// The processor's time of a process and of those that it has started.
    public static Duration processor(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process ->
                        java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
