package io.quorate.bench.votes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A figure over several seeds: mean and standard deviation.
final class Figure {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        if (!Double.isNaN(value)) {
            values.add(value);
        }
    }

    double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double deviation() {
        double mean = mean();
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%5.1f ± %4.1f", mean(), deviation());
    }
}
