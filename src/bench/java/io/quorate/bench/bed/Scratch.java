package io.quorate.bench.bed;

import io.quorate.bench.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for one run, on the disk of the build and not where temporary files may be in memory:
/// what is synced must cost what it costs.
public record Scratch(Path root) implements AutoCloseable {

    public static Scratch create() throws IOException {
        Files.createDirectories(Results.FOLDER);
        return new Scratch(Files.createTempDirectory(Results.FOLDER, "run-").toAbsolutePath());
    }

    public Path folder(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
