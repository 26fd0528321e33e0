package io.quorate.core.detection;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import java.util.Locale;

/// Finds agents that are plainly wrong, by labels alone.
///
/// After r right and w wrong labelled votes an agent's rate of being right is believed to follow
/// Beta(1+r, 1+w). It is suspected when even the upper end of that belief is no better than a
/// guess: the bound that the rate lies under with the policy's sureness is at most 1/K, averaged
/// over the labelled votes.
public final class LabelledErrors {
    private LabelledErrors() {}

    /// @param chance how often a guess would have been right on the labelled votes
    public static Finding examine(
            AgentId agent, long right, long wrong, double chance, DetectionPolicy policy) {
        if (right + wrong == 0) {
            return new Finding.TooFew(agent, FaultKind.LABELLED_ERROR, 0, 1);
        }
        double sureness = policy.labelledErrorConfidence().doubleValue();
        double bound = new Beta(1 + right, 1 + wrong).quantile(sureness);
        if (bound > chance) {
            return new Finding.Clear(agent, FaultKind.LABELLED_ERROR, bound, chance);
        }
        return new Finding.Suspected(
                agent,
                FaultKind.LABELLED_ERROR,
                bound,
                chance,
                String.format(
                        Locale.ROOT,
                        "right on %d of %d labelled votes: with %.4g %% sureness at most %.1f %% right,"
                                + " where a guess is right %.1f %% of the time",
                        right,
                        right + wrong,
                        100 * sureness,
                        100 * bound,
                        100 * chance));
    }
}
