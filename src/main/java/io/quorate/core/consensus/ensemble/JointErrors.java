package io.quorate.core.consensus.ensemble;

import io.quorate.core.protocol.Chance;
import java.util.List;

/// The joint distribution of up to three agents' errors, from their error rates and one correlation
/// of every two.
///
/// Two agents err together with probability e₁e₂ + ρ·√(e₁(1−e₁)e₂(1−e₂)), exactly. Of three, pairs
/// do not say how often all err, p; but no cell of the joint table is negative, which bounds p, and
/// all else follows from p linearly. Without a dependence of third order it is p = e₁e₂e₃ + Σ
/// cov(i,j)·e_k [1].
///
/// [1] Bahadur: A representation of the joint distribution of responses to n dichotomous items. In:
/// Studies in Item Analysis and Prediction (1961), truncated after the second order.
final class JointErrors {
    private static final int BISECTIONS = 60;

    private final double[] rates;
    private final double correlation;

    private JointErrors(double[] rates, double correlation) {
        this.rates = rates;
        this.correlation = correlation;
    }

    static JointErrors of(List<Double> rates, double correlation) {
        double[] errors = rates.stream().mapToDouble(Double::doubleValue).toArray();
        for (double error : errors) {
            if (!(error >= 0 && error <= 1)) {
                throw new IllegalArgumentException("an error rate lies in [0,1]");
            }
        }
        if (!(correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("a correlation of errors lies in [0,1]");
        }
        return new JointErrors(errors, feasible(errors, correlation));
    }

    /// The most correlation, up to what is asked, that these rates allow. The correlations for
    /// which a joint distribution exists are an interval that contains 0.
    private static double feasible(double[] rates, double asked) {
        if (new JointErrors(rates, asked).exists()) {
            return asked;
        }
        double allowed = 0;
        double refuted = asked;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (allowed + refuted) / 2;
            if (new JointErrors(rates, middle).exists()) {
                allowed = middle;
            } else {
                refuted = middle;
            }
        }
        return allowed;
    }

    double correlation() {
        return correlation;
    }

    double rate(int agent) {
        return rates[agent];
    }

    /// Both err.
    double both(int one, int other) {
        return rates[one] * rates[other] + covariance(one, other);
    }

    /// At least two of three err.
    Chance two() {
        double pairs = both(0, 1) + both(0, 2) + both(1, 2);
        Chance all = three();
        return new Chance(
                pairs - 2 * all.most(), pairs - 2 * all.likely(), pairs - 2 * all.least());
    }

    /// All three err.
    Chance three() {
        double third =
                rates[0] * rates[1] * rates[2]
                        + covariance(0, 1) * rates[2]
                        + covariance(0, 2) * rates[1]
                        + covariance(1, 2) * rates[0];
        double least = leastOfThree();
        double most = mostOfThree();
        return new Chance(least, Math.max(least, Math.min(most, third)), most);
    }

    private double covariance(int one, int other) {
        return correlation
                * Math.sqrt(rates[one] * (1 - rates[one]) * rates[other] * (1 - rates[other]));
    }

    private boolean exists() {
        return switch (rates.length) {
            case 1 -> true;
            case 2 -> both(0, 1) <= Math.min(rates[0], rates[1]);
            default -> leastOfThree() <= mostOfThree();
        };
    }

    /// Just one of them erring is not negative.
    private double leastOfThree() {
        double first = both(0, 1) + both(0, 2) - rates[0];
        double second = both(0, 1) + both(1, 2) - rates[1];
        double third = both(0, 2) + both(1, 2) - rates[2];
        return Math.max(0, Math.max(first, Math.max(second, third)));
    }

    /// Just two of them erring is not negative, nor is none.
    private double mostOfThree() {
        double none = 1 - rates[0] - rates[1] - rates[2] + both(0, 1) + both(0, 2) + both(1, 2);
        return Math.min(none, Math.min(both(0, 1), Math.min(both(0, 2), both(1, 2))));
    }
}
