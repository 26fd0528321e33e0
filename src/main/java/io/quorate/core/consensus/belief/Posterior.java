package io.quorate.core.consensus.belief;

import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// How probable each choice is, given votes and what is known of their voters.
///
/// Independent voters would multiply their likelihoods. Judges err together, so that n of them are
/// worth only n/(1+(n−1)·ρ̄) [1]; κ = 1/(1+(n−1)·ρ̄) takes that much from the exponent, where n counts
/// each vote that says anything by its share:
///
///     q(k) ∝ prior(k) · exp(κ·Σ share_j·voice_j(k, x_j))
///
/// What is told is (1−h)·q^τ + h/K, normalised: on a share h of the questions even a unanimous panel
/// is no better than chance, which no exponent can express [2].
///
/// The cost is linear in votes times choices.
///
/// [1] Kish: Survey Sampling (1965), §8.2, the design effect of equally correlated observations.
/// [2] Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks (ICML 2017), §4, for
/// the power; Wichmann and Hill: The psychometric function I (2001), for the lapse.
public final class Posterior {
    private static final double MILLION = 1_000_000;

    private final Outlook outlook;
    private final long[] scores;
    private final double heard;

    private Posterior(Outlook outlook, long[] scores, double heard) {
        this.outlook = outlook;
        this.scores = scores;
        this.heard = heard;
    }

    public static Posterior of(Outlook outlook, List<Utterance> votes, int choices) {
        long[] scores = new long[choices];
        long heard = 0;
        for (Utterance vote : votes) {
            heard += add(scores, vote, 1);
        }
        return new Posterior(outlook, scores, heard / MILLION);
    }

    /// For each vote, what all the others say without it.
    public static List<Posterior> leavingOneOut(
            Outlook outlook, List<Utterance> votes, int choices) {
        Posterior all = of(outlook, votes, choices);
        List<Posterior> rest = new ArrayList<>(votes.size());
        for (Utterance vote : votes) {
            long[] scores = all.scores.clone();
            long own = add(scores, vote, -1);
            rest.add(new Posterior(outlook, scores, all.heard - own / MILLION));
        }
        return rest;
    }

    /// Adds what a vote says and returns how much of it was heard.
    private static long add(long[] scores, Utterance vote, int sign) {
        Voice voice = vote.voice();
        boolean speaks = false;
        long first = scores.length == 0 ? 0 : voice.of(0, vote.voted());
        for (int right = 0; right < scores.length; right++) {
            long said = voice.of(right, vote.voted());
            speaks |= said != first;
            // Rounded by itself, so that taking a vote away leaves what the others said.
            scores[right] += sign * Math.floorDiv(said * vote.share(), (long) MILLION);
        }
        return speaks ? vote.share() : 0;
    }

    /// κ: how much of what is said counts, because voters err together.
    public double temper() {
        return 1 / (1 + Math.max(0, heard - 1) * outlook.errorCorrelation() / MILLION);
    }

    /// How many independent voters the votes are worth.
    public double effectiveVoters() {
        return heard * temper();
    }

    /// The choice with the greatest probability; empty when several share it.
    public OptionalInt leading() {
        double temper = temper();
        int best = 0;
        boolean shared = false;
        for (int choice = 1; choice < scores.length; choice++) {
            double ahead = score(choice, temper) - score(best, temper);
            if (ahead > 0) {
                best = choice;
                shared = false;
            } else if (ahead == 0) {
                shared = true;
            }
        }
        return shared || scores.length == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /// What the votes make probable, before it is held against how often such figures were right.
    public double[] raw() {
        return raised(1);
    }

    /// The probability of each choice.
    public double[] probabilities() {
        return calibrated(outlook.lapse() / MILLION, outlook.sharpness() / MILLION);
    }

    /// The same under another lapse and sharpness.
    public double[] calibrated(double lapse, double sharpness) {
        double[] raised = raised(sharpness);
        for (int choice = 0; choice < raised.length; choice++) {
            raised[choice] = (1 - lapse) * raised[choice] + lapse / raised.length;
        }
        return raised;
    }

    private double[] raised(double power) {
        double temper = temper();
        double most = Double.NEGATIVE_INFINITY;
        for (int choice = 0; choice < scores.length; choice++) {
            most = Math.max(most, score(choice, temper));
        }
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int choice = 0; choice < scores.length; choice++) {
            probabilities[choice] =
                    StrictMath.exp(power * (score(choice, temper) - most) / MILLION);
            sum += probabilities[choice];
        }
        for (int choice = 0; choice < scores.length; choice++) {
            probabilities[choice] /= sum;
        }
        return probabilities;
    }

    private double score(int choice, double temper) {
        return outlook.logPrior(choice) + temper * scores[choice];
    }
}
