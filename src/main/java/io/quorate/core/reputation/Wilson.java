package io.quorate.core.reputation;

/// The bounds between which a rate lies with 95 % confidence after some successes [1].
///
/// [1] Wilson: Probable Inference, the Law of Succession, and Statistical Inference, JASA 22
/// (1927).
public record Wilson(double lower, double upper) {
    private static final double Z = 1.959963984540054;

    /// The interval of 95 %.
    ///
    /// @param successes of so many trials, both possibly fractional
    public static Wilson of(double successes, double trials) {
        if (!(trials > 0)) {
            return new Wilson(0, 1);
        }
        double rate = Math.min(1, Math.max(0, successes / trials));
        double square = Z * Z / trials;
        double centre = rate + square / 2;
        double spread = Z * Math.sqrt(rate * (1 - rate) / trials + square / (4 * trials));
        return new Wilson(
                Math.max(0, (centre - spread) / (1 + square)),
                Math.min(1, (centre + spread) / (1 + square)));
    }
}
