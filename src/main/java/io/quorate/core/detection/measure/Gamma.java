package io.quorate.core.detection.measure;

/// The logarithm of the gamma function, for positive arguments.
///
/// Above 10 Stirling's series is exact to 1e-12 with the terms kept; below, the argument is moved
/// up by Γ(x+1) = x·Γ(x).
final class Gamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    private static final double LARGE = 10;

    private Gamma() {}

    static double log(double x) {
        double product = 1;
        double shifted = x;
        while (shifted < LARGE) {
            product *= shifted;
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series =
                inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (shifted - 0.5) * StrictMath.log(shifted)
                - shifted
                + HALF_LOG_TWO_PI
                + series
                - StrictMath.log(product);
    }

    static double logBeta(double a, double b) {
        return log(a) + log(b) - log(a + b);
    }
}
