package io.quorate.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The results of one target, a line of JSON each, in a file that the next run replaces; the first
/// line tells the machine.
///
/// @param machine what it was measured on
public record Results(String target, Map<String, String> machine, List<Result> all) {
    /// Where results and reports are.
    public static final Path FOLDER = Path.of("target", "bench");

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Begins the file anew.
    ///
    /// @param more what is to be known beside the machine, such as the version of PostgreSQL
    public static Results begin(String target, Map<String, String> more) {
        Map<String, String> machine = new TreeMap<>(Machine.here());
        machine.putAll(more);
        Results results = new Results(target, machine, new ArrayList<>());
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(results.file(), JSON.writeValueAsString(machine) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    /// Writes it down, and tells it on the standard output.
    public void add(Result result) {
        all.add(result);
        try {
            Files.writeString(
                    file(), JSON.writeValueAsString(result) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(line(result));
    }

    private Path file() {
        return FOLDER.resolve(target + ".jsonl");
    }

    /// Those of every target that was run here.
    public static List<Results> read() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(Results::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Results read(Path file) {
        String target = file.getFileName().toString().replace(".jsonl", "");
        try {
            List<String> lines = Files.readAllLines(file);
            Map<String, String> machine = new TreeMap<>();
            JSON.readTree(lines.getFirst())
                    .properties()
                    .forEach(entry -> machine.put(entry.getKey(), entry.getValue().asText()));
            List<Result> all = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                all.add(JSON.readValue(line, Result.class));
            }
            return new Results(target, machine, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Result result) {
        String figures =
                result.figures().entrySet().stream()
                        .map(figure -> figure.getKey() + " " + shortened(figure.getValue()))
                        .collect(Collectors.joining("  "));
        return String.format(Locale.ROOT, "%-56s %s", result.described(""), figures);
    }

    /// With as many digits as anybody reads.
    static String shortened(double value) {
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%.0f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
