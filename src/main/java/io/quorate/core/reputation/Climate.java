package io.quorate.core.reputation;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.Seat;
import java.util.List;

/// What is learnt about a pool as a whole, as sums that can be added up in any order.
///
/// @param labels decisions whose right choice became known
/// @param rightFirst of those on two choices, how often accept was right
/// @param rightSecond how often reject was
/// @param castFirst how often accept was voted for on two choices, in millionths of a decision
/// @param castSecond how often reject was
/// @param errorsTogether how far labelled errors went together, in millionths, against
/// @param errorsSeen how many votes that was measured on, in millionths
public record Climate(
        long labels,
        long rightFirst,
        long rightSecond,
        long castFirst,
        long castSecond,
        long errorsTogether,
        long errorsSeen,
        Calibration calibration) {
    public static final Climate NONE = new Climate(0, 0, 0, 0, 0, 0, 0, Calibration.NONE);

    /// Votes that ρ̄ starts from.
    private static final double CORRELATION_PRIOR = 50;

    /// Labels that an even prior of accept and reject is worth, and how much more probable evenness
    /// is beforehand: a few labels of one kind are an accident.
    private static final double EVEN = 10;

    private static final double EVENNESS = 10;

    /// Votes by which the choices' commonness among all votes counts beside labels.
    private static final double CAST_COUNTS = 30;

    public Climate plus(Climate more) {
        return new Climate(
                labels + more.labels,
                rightFirst + more.rightFirst,
                rightSecond + more.rightSecond,
                castFirst + more.castFirst,
                castSecond + more.castSecond,
                errorsTogether + more.errorsTogether,
                errorsSeen + more.errorsSeen,
                calibration.plus(more.calibration));
    }

    public Climate negated() {
        return new Climate(
                -labels,
                -rightFirst,
                -rightSecond,
                -castFirst,
                -castSecond,
                -errorsTogether,
                -errorsSeen,
                calibration.negated());
    }

    /// ρ̄, how far the agents' errors go together, in millionths.
    public long errorCorrelation() {
        double prior = CORRELATION_PRIOR * Outlook.ERROR_CORRELATION_PRIOR / Seat.MILLION;
        double correlation =
                (prior + errorsTogether / Millionths.ONE)
                        / (CORRELATION_PRIOR + errorsSeen / Millionths.ONE);
        return Millionths.of(Math.min(1, Math.max(0, correlation)));
    }

    Outlook outlook(boolean twoSided) {
        Calibration.Correction correction = calibration.mean();
        return new Outlook(
                twoSided ? logPrior() : List.of(),
                errorCorrelation(),
                Millionths.of(correction.lapse()),
                Millionths.of(correction.sharpness()));
    }

    /// How common accept and reject are as the right choice: the mean of even and learnt, each by
    /// how probable the labels are under it.
    private List<Long> logPrior() {
        double all = rightFirst + rightSecond;
        double learnt = new Beta(EVEN, EVEN).logEvidence((double) rightFirst, (double) rightSecond);
        double even = -all * StrictMath.log(2);
        double weight = 1 / (1 + EVENNESS * StrictMath.exp(Math.min(700, even - learnt)));
        double first = weight * (rightFirst + EVEN) / (all + 2 * EVEN) + (1 - weight) / 2;
        return List.of(
                Millionths.of(StrictMath.log(first)), Millionths.of(StrictMath.log(1 - first)));
    }

    /// How common a choice of the two is, as the right one and among all votes.
    double commonness(int choice) {
        double cast = (castFirst + castSecond) / Millionths.ONE;
        double ofAll = ((choice == 0 ? castFirst : castSecond) / Millionths.ONE + 1) / (cast + 2);
        double right = choice == 0 ? rightFirst : rightSecond;
        return (right + CAST_COUNTS * ofAll) / (rightFirst + rightSecond + CAST_COUNTS);
    }
}
