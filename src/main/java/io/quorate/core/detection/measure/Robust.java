package io.quorate.core.detection.measure;

import java.util.Arrays;

/// Centre and spread that up to half of the values can't move far: median and median absolute
/// deviation, scaled to be the standard deviation of a normal law [1].
///
/// [1] Rousseeuw and Croux: Alternatives to the Median Absolute Deviation, JASA 88 (1993), §1.
public record Robust(double median, double deviation) {
    private static final double TO_STANDARD_DEVIATION = 1.4826;

    /// @param deviationMin what the deviation is at least, where most values are the same
    public static Robust of(double[] values, double deviationMin) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no median");
        }
        double median = median(values);
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            distances[i] = Math.abs(values[i] - median);
        }
        return new Robust(
                median, Math.max(deviationMin, TO_STANDARD_DEVIATION * median(distances)));
    }

    /// How many deviations a value lies above the median.
    public double score(double value) {
        return (value - median) / deviation;
    }

    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
