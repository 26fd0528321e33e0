package io.quorate.bench.votes;

import io.quorate.core.consensus.resolution.Belief;
import io.quorate.core.protocol.Choice;

/// How good a run's answers were: accuracy, calibration, verdicts.
final class Score {
    private static final int BINS = 10;

    private final double[] count = new double[BINS];
    private final double[] claimed = new double[BINS];
    private final double[] right = new double[BINS];
    private double answers;
    private double hits;
    private double decided;
    private double decidedRight;

    /// One answer; where several choices are equally probable it is right by as much as one of them
    /// drawn by lot would be.
    void answer(double[] probabilities, int gold) {
        double most = 0;
        for (double probability : probabilities) {
            most = Math.max(most, probability);
        }
        int shared = 0;
        for (double probability : probabilities) {
            shared += probability >= most - 1e-12 ? 1 : 0;
        }
        answer(most, probabilities[gold] >= most - 1e-12 ? 1.0 / shared : 0);
    }

    /// What a decision tells.
    void answer(Belief belief, Choice gold) {
        answer(
                belief.confidence().orElse(0),
                belief.leaning().filter(gold::equals).isPresent() ? 1 : 0);
    }

    private void answer(double most, double hit) {
        answers++;
        hits += hit;
        int bin = Math.min(BINS - 1, (int) (most * BINS));
        count[bin]++;
        claimed[bin] += most;
        right[bin] += hit;
    }

    /// A verdict of the quorum.
    void decided(boolean rightly) {
        decided++;
        decidedRight += rightly ? 1 : 0;
    }

    /// In %.
    double accuracy() {
        return 100 * hits / answers;
    }

    /// Expected calibration error over ten bins of equal width, in points.
    double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(claimed[bin] - right[bin]);
        }
        return 100 * error / answers;
    }

    /// Questions with a quorum, in %.
    double coverage() {
        return 100 * decided / answers;
    }

    /// Of those, the right ones, in %.
    double accuracyWhenDecided() {
        return decided == 0 ? Double.NaN : 100 * decidedRight / decided;
    }
}
