package io.quorate.core.reputation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How often the pool's posterior was right when it said so, as the likelihood of every label under
/// each of a few corrections, in millionths of a nat.
///
/// A correction is a lapse h and a sharpness τ: p = (1−h)·q^τ + h/K. Before any label it is the
/// prior mean: judges and crowds that were measured are wrong on 10 to 30 of 100 questions on which
/// they agree. Each label is predicted before it is learnt from, so that what is measured is what
/// callers were told. The mean under the posterior is used; with three labels the most likely one
/// would be an accident.
///
/// @param logLikelihood by lapse, then sharpness
public record Calibration(List<Long> logLikelihood) {
    private static final double[] LAPSES = {0, 0.05, 0.1, 0.2, 0.3, 0.4};
    private static final double[] LAPSE_PRIOR = {0.02, 0.05, 0.1, 0.3, 0.3, 0.23};
    private static final double[] SHARPNESSES = {0.5, 0.7, 1, 1.4, 2};
    private static final double SHARPNESS_PRIOR = 1.2;
    private static final double SHARPNESS_SPREAD = 0.3;

    /// What a single surprise can cost a correction.
    private static final double PROBABILITY_MIN = 0.01;

    public static final Calibration NONE =
            new Calibration(Collections.nCopies(LAPSES.length * SHARPNESSES.length, 0L));

    public Calibration {
        if (logLikelihood.size() != LAPSES.length * SHARPNESSES.length) {
            throw new IllegalArgumentException("one likelihood for each correction");
        }
        logLikelihood = List.copyOf(logLikelihood);
    }

    /// What a posterior says of the choice that turned out right, under a correction.
    interface Prediction {
        double ofRight(double lapse, double sharpness);
    }

    static Calibration of(Prediction prediction) {
        List<Long> increments = new ArrayList<>(LAPSES.length * SHARPNESSES.length);
        for (double lapse : LAPSES) {
            for (double sharpness : SHARPNESSES) {
                increments.add(
                        Millionths.of(
                                StrictMath.log(
                                        Math.max(
                                                PROBABILITY_MIN,
                                                prediction.ofRight(lapse, sharpness)))));
            }
        }
        return new Calibration(increments);
    }

    Calibration plus(Calibration more) {
        List<Long> sums = new ArrayList<>(logLikelihood.size());
        for (int i = 0; i < logLikelihood.size(); i++) {
            sums.add(logLikelihood.get(i) + more.logLikelihood.get(i));
        }
        return new Calibration(sums);
    }

    Calibration negated() {
        return new Calibration(logLikelihood.stream().map(value -> -value).toList());
    }

    /// A lapse and a sharpness.
    record Correction(double lapse, double sharpness) {}

    Correction mean() {
        double[] logWeights = new double[logLikelihood.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < LAPSES.length; i++) {
            for (int j = 0; j < SHARPNESSES.length; j++) {
                int cell = i * SHARPNESSES.length + j;
                double away = StrictMath.log(SHARPNESSES[j] / SHARPNESS_PRIOR) / SHARPNESS_SPREAD;
                logWeights[cell] =
                        logLikelihood.get(cell) / Millionths.ONE
                                + StrictMath.log(LAPSE_PRIOR[i])
                                - away * away / 2;
                most = Math.max(most, logWeights[cell]);
            }
        }
        double sum = 0;
        double lapse = 0;
        double logSharpness = 0;
        for (int i = 0; i < LAPSES.length; i++) {
            for (int j = 0; j < SHARPNESSES.length; j++) {
                double weight = StrictMath.exp(logWeights[i * SHARPNESSES.length + j] - most);
                sum += weight;
                lapse += weight * LAPSES[i];
                logSharpness += weight * StrictMath.log(SHARPNESSES[j]);
            }
        }
        return new Correction(lapse / sum, StrictMath.exp(logSharpness / sum));
    }
}
