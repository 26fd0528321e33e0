package io.quorate.edge.validators.builtin;

/// Turns a check's strength into the probability that the answer is right.
///
/// A logistic curve, fitted to labelled answers of which half were right [1]; kept away from 0 and
/// 1, since no check of words is ever certain.
///
/// [1] Platt 1999, section 2.
record Scale(double offset, double slope) {
    private static final double SURE = 0.97;

    double probability(double strength) {
        double probability = 1 / (1 + StrictMath.exp(-(offset + slope * strength)));
        return Math.clamp(probability, 1 - SURE, SURE);
    }
}
