package io.quorate.core.detection;

import io.quorate.core.detection.measure.Robust;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds dissent within one decision: votes that the others make much less probable than most
/// votes.
///
/// The surprise of a vote is −ln of the probability that the others give it. Its robust score among
/// the surprises of the decision is the statistic. A dissenter may be the only one who is right;
/// this is a suspicion and never more.
public final class Outliers {
    /// A panel in full agreement has no spread; half a nat is then what counts as one deviation.
    private static final double SPREAD_MIN = 0.5;

    private static final double PROBABILITY_MIN = 1e-9;
    private static final int VOTERS_MIN = 3;

    private Outliers() {}

    /// One finding for each vote of the decision, in its order.
    public static List<Finding> examine(List<Sighting> decision, DetectionPolicy policy) {
        List<Finding> findings = new ArrayList<>(decision.size());
        if (decision.size() < VOTERS_MIN) {
            for (Sighting sighting : decision) {
                findings.add(
                        new Finding.TooFew(
                                sighting.agent(), FaultKind.OUTLIER, decision.size(), VOTERS_MIN));
            }
            return findings;
        }
        double[] surprises = decision.stream().mapToDouble(Outliers::surprise).toArray();
        Robust usual = Robust.of(surprises, SPREAD_MIN);
        double scoreMax = policy.outlierZ().doubleValue();
        for (int i = 0; i < surprises.length; i++) {
            Sighting sighting = decision.get(i);
            double score = usual.score(surprises[i]);
            findings.add(
                    score < scoreMax
                            ? new Finding.Clear(
                                    sighting.agent(), FaultKind.OUTLIER, score, scoreMax)
                            : new Finding.Suspected(
                                    sighting.agent(),
                                    FaultKind.OUTLIER,
                                    score,
                                    scoreMax,
                                    String.format(
                                            Locale.ROOT,
                                            "the others give this vote a probability of %.2g %%;"
                                                    + " it stands out by %.1f deviations among %d"
                                                    + " votes",
                                            100 * (1 - sighting.error()),
                                            score,
                                            decision.size())));
        }
        return findings;
    }

    private static double surprise(Sighting sighting) {
        return -StrictMath.log(Math.max(PROBABILITY_MIN, 1 - sighting.error()));
    }
}
