package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.belief.Posterior;
import io.quorate.core.consensus.belief.Utterance;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the votes make probable, whether or not they decide.
///
/// From a pool's first label on it is the [Posterior] under the electorate's outlook: tempered,
/// because judges err together, and corrected by how often the pool's posterior was right when it
/// said so. Before, nothing is known of anybody and it is the plain majority with its share of the
/// votes.
///
/// @param leaning the most probable choice; of equally probable ones that with more heads, then
///   more weight, then by name; empty when nobody voted for anything
/// @param confidence its probability; empty with it
/// @param effectiveVoters how many independent voters the votes are worth
public record Belief(Optional<Choice> leaning, OptionalDouble confidence, double effectiveVoters) {

    public static Belief of(Count count) {
        return count.electorate().labelled() ? posterior(count) : majority(count);
    }

    private static Belief posterior(Count count) {
        Electorate electorate = count.electorate();
        Posterior posterior =
                Posterior.of(electorate.outlook(), utterances(count), electorate.choices().size());
        double effective = rounded(posterior.effectiveVoters());
        if (count.ranking().isEmpty()) {
            return unknown(effective);
        }
        double[] probabilities = posterior.probabilities();
        int leading = leading(probabilities, count);
        return new Belief(
                Optional.of(count.choice(leading)),
                OptionalDouble.of(rounded(probabilities[leading])),
                effective);
    }

    private static List<Utterance> utterances(Count count) {
        Electorate electorate = count.electorate();
        List<Utterance> utterances = new ArrayList<>(count.states().size());
        for (int i = 0; i < count.states().size(); i++) {
            if (count.states().get(i) instanceof SeatState.Counted(var vote, int voted)) {
                utterances.add(
                        Utterance.of(
                                electorate.seats().get(i).voice(),
                                voted,
                                vote.confidence(),
                                electorate.choices().size()));
            }
        }
        return utterances;
    }

    private static int leading(double[] probabilities, Count count) {
        int leading = count.ranking().getFirst();
        for (int choice : count.ranking()) {
            leading = probabilities[choice] > probabilities[leading] ? choice : leading;
        }
        for (int choice = 0; choice < probabilities.length; choice++) {
            leading = probabilities[choice] > probabilities[leading] ? choice : leading;
        }
        return leading;
    }

    private static Belief majority(Count count) {
        int heard = weighed(count);
        double correlation = (double) count.electorate().outlook().errorCorrelation();
        double effective =
                rounded(heard == 0 ? 0 : heard / (1 + (heard - 1) * correlation / Seat.MILLION));
        if (count.ranking().isEmpty()) {
            return unknown(effective);
        }
        int leading = count.ranking().getFirst();
        int votes = count.ranking().stream().mapToInt(count::heads).sum();
        return new Belief(
                Optional.of(count.choice(leading)),
                OptionalDouble.of(rounded((double) count.heads(leading) / votes)),
                effective);
    }

    /// The votes that the gate weighs.
    private static int weighed(Count count) {
        int weighed = 0;
        for (int i = 0; i < count.states().size(); i++) {
            if (count.states().get(i) instanceof SeatState.Counted
                    && count.electorate().seats().get(i).weight() > 0) {
                weighed++;
            }
        }
        return weighed;
    }

    private static Belief unknown(double effectiveVoters) {
        return new Belief(Optional.empty(), OptionalDouble.empty(), effectiveVoters);
    }

    private static double rounded(double value) {
        return (double) Math.round(value * Seat.MILLION) / Seat.MILLION;
    }
}
