package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Voice;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the votes make probable, whether or not they decide.
///
/// From a pool's first label on it is the tempered posterior q(k) ∝ exp(κ·Σ W_j(k)): independent
/// voters would multiply their likelihoods (κ = 1), but judges err together, so that n of them are
/// worth only n/(1+(n−1)·ρ̄) [1], and κ = 1/(1+(n−1)·ρ̄) takes that much from the exponent. Before,
/// nothing is known of anybody and it is the plain majority with its share of the votes.
///
/// The sums are of whole millionths and the choices are summed in their order, so that the same
/// votes in another order give the same bytes.
///
/// [1] Kish: Survey Sampling (1965), §8.2, the design effect of equally correlated observations.
///
/// @param leaning the most probable choice; of equally probable ones that with more heads, then
///   more weight, then by name; empty when nobody voted for anything
/// @param confidence its probability; empty with it
/// @param effectiveVoters how many independent voters the votes are worth
public record Belief(Optional<Choice> leaning, OptionalDouble confidence, double effectiveVoters) {

    static Belief of(Count count) {
        Electorate electorate = count.electorate();
        int heard = heard(count);
        double correlation = (double) electorate.errorCorrelation() / Seat.MILLION;
        double effective = heard == 0 ? 0 : heard / (1 + (heard - 1) * correlation);
        if (count.ranking().isEmpty()) {
            return new Belief(Optional.empty(), OptionalDouble.empty(), rounded(effective));
        }
        if (!electorate.labelled()) {
            int leading = count.ranking().getFirst();
            int votes = count.ranking().stream().mapToInt(count::heads).sum();
            return new Belief(
                    Optional.of(count.choice(leading)),
                    OptionalDouble.of(rounded((double) count.heads(leading) / votes)),
                    rounded(effective));
        }
        double temper = heard == 0 ? 1 : effective / heard;
        long[] scores = scores(count);
        int leading = leading(scores, count);
        double sum = 0;
        for (long score : scores) {
            sum += StrictMath.exp(temper * (score - scores[leading]) / Seat.MILLION);
        }
        return new Belief(
                Optional.of(count.choice(leading)),
                OptionalDouble.of(rounded(1 / sum)),
                rounded(effective));
    }

    private static long[] scores(Count count) {
        long[] scores = new long[count.electorate().choices().size()];
        for (int i = 0; i < count.states().size(); i++) {
            if (count.states().get(i) instanceof SeatState.Counted(var _, int voted)) {
                Voice voice = count.electorate().seats().get(i).voice();
                for (int right = 0; right < scores.length; right++) {
                    scores[right] += voice.of(right, voted);
                }
            }
        }
        return scores;
    }

    private static int leading(long[] scores, Count count) {
        int leading = -1;
        for (int choice : count.ranking()) {
            if (leading < 0 || scores[choice] > scores[leading]) {
                leading = choice;
            }
        }
        for (int choice = 0; choice < scores.length; choice++) {
            if (scores[choice] > scores[leading]) {
                leading = choice;
            }
        }
        return leading;
    }

    /// The votes of positive weight: in a labelled pool those that speak for one choice rather than
    /// another, before it those that the gate weighs.
    private static int heard(Count count) {
        int choices = count.electorate().choices().size();
        int heard = 0;
        for (int i = 0; i < count.states().size(); i++) {
            Seat seat = count.electorate().seats().get(i);
            if (count.states().get(i) instanceof SeatState.Counted(var _, int voted)
                    && (count.electorate().labelled()
                            ? speaks(seat.voice(), voted, choices)
                            : seat.weight() > 0)) {
                heard++;
            }
        }
        return heard;
    }

    private static boolean speaks(Voice voice, int voted, int choices) {
        long first = voice.of(0, voted);
        for (int right = 1; right < choices; right++) {
            if (voice.of(right, voted) != first) {
                return true;
            }
        }
        return false;
    }

    private static double rounded(double value) {
        return (double) Math.round(value * Seat.MILLION) / Seat.MILLION;
    }
}
