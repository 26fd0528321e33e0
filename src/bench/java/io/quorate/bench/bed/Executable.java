package io.quorate.bench.bed;

import io.quorate.bench.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A packaged sidecar that can be started.
///
/// @param name `jvm` or `native`
public record Executable(String name, Path path) {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    static Executable at(Path path) {
        return new Executable(path.toString().endsWith(".jar") ? "jvm" : "native", path);
    }

    /// Those that `--executable` names, else what was packaged here.
    public static List<Executable> of(Options options) {
        List<Path> paths = new ArrayList<>(options.paths("executable"));
        if (paths.isEmpty()) {
            if (Files.exists(JAR)) {
                paths.add(JAR);
            }
            try (Stream<Path> files = Files.list(Path.of("target"))) {
                files.filter(file -> file.toString().endsWith("-runner")).forEach(paths::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (paths.isEmpty()) {
            throw new IllegalStateException(
                    "nothing is packaged: ./mvnw -Pbench -DskipTests package");
        }
        return paths.stream().map(Executable::at).toList();
    }
}
