package io.quorate.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Judges results by thresholds, which are ratios.
///
/// @param name what is promised
/// @param figure what is divided
/// @param by what it is divided by; where it is absent, the figure itself is a ratio
/// @param min the least ratio, where there is one
/// @param max the greatest ratio, where there is one
record Gate(String name, Figure figure, Figure by, Double min, Double max) {
    /// Those that belong to the bench.
    static final Path THRESHOLDS = Path.of("src", "bench", "resources", "gate.json");

    /// One figure: the median of the results of that target that fit the conditions.
    record Figure(String target, String what, Map<String, String> conditions, String figure) {

        OptionalDouble in(List<Results> all) {
            double[] sorted =
                    all.stream()
                            .filter(results -> results.target().equals(target))
                            .flatMap(results -> results.all().stream())
                            .filter(this::fits)
                            .mapToDouble(result -> result.figure(figure))
                            .filter(value -> !Double.isNaN(value))
                            .sorted()
                            .toArray();
            return sorted.length == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(sorted[sorted.length / 2]);
        }

        private boolean fits(Result result) {
            return result.what().equals(what)
                    && result.conditions().entrySet().containsAll(conditions.entrySet());
        }
    }

    /// What came of one threshold.
    enum Judgement {
        HELD,
        BROKEN,
        UNMEASURED
    }

    record Judged(Gate gate, OptionalDouble ratio, Judgement judgement) {
        String bound() {
            return gate.min == null ? "≤ " + gate.max : "≥ " + gate.min;
        }

        String line() {
            return "%-10s %-52s %8s  %s"
                    .formatted(
                            judgement.name().toLowerCase(Locale.ROOT),
                            gate.name,
                            ratio.isEmpty() ? "" : Results.shortened(ratio.getAsDouble()),
                            bound());
        }
    }

    static List<Gate> read(Path file) throws IOException {
        return List.of(new ObjectMapper().readValue(Files.readString(file), Gate[].class));
    }

    Judged judge(List<Results> all) {
        OptionalDouble over = figure.in(all);
        OptionalDouble under = by == null ? OptionalDouble.of(1) : by.in(all);
        if (over.isEmpty() || under.isEmpty()) {
            return new Judged(this, OptionalDouble.empty(), Judgement.UNMEASURED);
        }
        double ratio = over.getAsDouble() / under.getAsDouble();
        boolean held = (min == null || ratio >= min) && (max == null || ratio <= max);
        return new Judged(this, OptionalDouble.of(ratio), held ? Judgement.HELD : Judgement.BROKEN);
    }
}
