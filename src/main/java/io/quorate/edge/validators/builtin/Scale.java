package io.quorate.edge.validators.builtin;

/// Turns a check's strength into the probability that the answer is right.
///
/// A logistic curve, fitted to labelled answers of which half were right [1]; kept away from 0 and
/// 1, since no check of words is ever certain.
///
/// [1] Platt 1999, section 2.
record Scale(double offset, double slope) {
    private static final double SURE = 0.97;

    /// Set by hand, below what they look like, since no labelled answers were at hand for what they
    /// judge: a form that is kept or broken,
    static final Scale FORMAL = new Scale(-2.2, 3.6);

    /// a matter of style,
    static final Scale WARY = new Scale(-1.5, 2.5);

    /// a share of words or sentences of which half is enough,
    static final Scale SHARE = new Scale(-2, 4);

    /// a share that short wording keeps low,
    static final Scale TAKEN = new Scale(-1.2, 3.5);

    /// a share that is close to one in any good text.
    static final Scale FRESH = new Scale(-5, 7);

    double probability(double strength) {
        double probability = 1 / (1 + StrictMath.exp(-(offset + slope * strength)));
        return Math.clamp(probability, 1 - SURE, SURE);
    }
}
