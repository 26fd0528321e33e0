package io.quorate.core.detection.measure;

/// A Beta law: what is believed of a rate after successes and failures, both possibly fractional.
public record Beta(double successes, double failures) {
    private static final int BISECTIONS = 60;
    private static final int FRACTIONS_MAX = 500;
    private static final double PRECISION = 1e-15;

    public Beta {
        if (!(successes > 0
                && failures > 0
                && Double.isFinite(successes)
                && Double.isFinite(failures))) {
            throw new IllegalArgumentException("a Beta law has two positive parameters");
        }
    }

    public double mean() {
        return successes / (successes + failures);
    }

    /// The same belief after more was seen.
    public Beta after(double moreSuccesses, double moreFailures) {
        return new Beta(successes + moreSuccesses, failures + moreFailures);
    }

    /// How probable it is that the rate is at most `rate`.
    public double atMost(double rate) {
        if (rate <= 0) {
            return 0;
        }
        if (rate >= 1) {
            return 1;
        }
        double front =
                StrictMath.exp(
                        successes * StrictMath.log(rate)
                                + failures * StrictMath.log1p(-rate)
                                - Gamma.logBeta(successes, failures));
        // The fraction converges fast only on this side of the mean; the other is its mirror [1].
        return rate < (successes + 1) / (successes + failures + 2)
                ? front * fraction(successes, failures, rate) / successes
                : 1 - front * fraction(failures, successes, 1 - rate) / failures;
    }

    /// The rate below which the true one lies with probability `sureness`.
    public double quantile(double sureness) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (atMost(middle) < sureness) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// How probable just these successes and failures are, one after the other, in nats.
    public double logEvidence(double seenSuccesses, double seenFailures) {
        return Gamma.logBeta(successes + seenSuccesses, failures + seenFailures)
                - Gamma.logBeta(successes, failures);
    }

    /// The continued fraction of the incomplete beta function by Lentz's method.
    ///
    /// [1] Press, Teukolsky, Vetterling, Flannery: Numerical Recipes, 3rd edition (2007), §6.4.
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= FRACTIONS_MAX; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            double step = d * c;
            value *= step;
            if (Math.abs(step - 1) < PRECISION) {
                break;
            }
        }
        return value;
    }

    /// Lentz's method divides by what may come out as 0.
    private static double away(double value) {
        return Math.abs(value) < 1e-300 ? 1e-300 : value;
    }
}
