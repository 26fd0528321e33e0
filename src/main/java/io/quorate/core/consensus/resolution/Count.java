package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.Gate;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Tally.ChoiceCount;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// What the seats of an electorate add up to at one moment of a round.
///
/// Choices are given by their places among the electorate's choices.
public final class Count {
    private final Electorate electorate;
    private final Gate gate;
    private final List<SeatState> states;
    private final int[] heads;
    private final long[] weights;
    private int votes;
    private Tally.Count abstained = Tally.Count.NONE;
    private Tally.Count silent = Tally.Count.NONE;
    private Tally.Count awaited = Tally.Count.NONE;
    private Tally.Count notNeeded = Tally.Count.NONE;

    private Count(Electorate electorate, Gate gate, List<SeatState> states) {
        this.electorate = electorate;
        this.gate = gate;
        this.states = states;
        this.heads = new int[electorate.choices().size()];
        this.weights = new long[electorate.choices().size()];
    }

    /// Counts the seats as they are.
    ///
    /// @param states one for each seat, in the seats' order
    public static Count of(Electorate electorate, Gate gate, List<SeatState> states) {
        Count count = new Count(electorate, gate, states);
        List<Seat> seats = electorate.seats();
        for (int i = 0; i < seats.size(); i++) {
            count.add(states.get(i), seats.get(i).weight());
        }
        return count;
    }

    private void add(SeatState reception, long weight) {
        switch (reception) {
            case SeatState.Counted counted -> {
                votes++;
                heads[counted.choice()]++;
                weights[counted.choice()] += weight;
            }
            case SeatState.Abstained _ -> abstained = and(abstained, weight);
            case SeatState.Silent _, SeatState.NotAdmitted _ -> silent = and(silent, weight);
            case SeatState.Awaited() -> awaited = and(awaited, weight);
            case SeatState.NotNeeded() -> notNeeded = and(notNeeded, weight);
        }
    }

    private static Tally.Count and(Tally.Count sum, long weight) {
        return new Tally.Count(sum.heads() + 1, sum.weight() + weight);
    }

    Electorate electorate() {
        return electorate;
    }

    Gate gate() {
        return gate;
    }

    public List<SeatState> states() {
        return states;
    }

    Choice choice(int place) {
        return electorate.choices().get(place);
    }

    int heads(int choice) {
        return heads[choice];
    }

    long weight(int choice) {
        return weights[choice];
    }

    /// The votes received, those that take no side included.
    int received() {
        return votes + abstained.heads();
    }

    /// The seats whose votes may still come.
    public int awaited() {
        return awaited.heads();
    }

    /// The choice that passes the gate now; no vote that follows can undo it.
    public OptionalInt agreed() {
        for (int choice = 0; choice < heads.length; choice++) {
            if (gate.agreed(heads[choice], weights[choice])) {
                return OptionalInt.of(choice);
            }
        }
        return OptionalInt.empty();
    }

    /// Whether some completion of the awaited votes lets a choice pass the gate.
    public boolean canAgree() {
        for (int choice = 0; choice < heads.length; choice++) {
            if (gate.agreed(heads[choice] + awaited.heads(), weights[choice] + awaited.weight())) {
                return true;
            }
        }
        return false;
    }

    /// Whether so many seats abstained or fell silent that the others are no quorum even together.
    public boolean tooQuiet() {
        return !gate.enoughHeads(votes + awaited.heads());
    }

    /// The choice with a quorum by head, whatever its weight.
    OptionalInt byHead() {
        for (int choice = 0; choice < heads.length; choice++) {
            if (gate.enoughHeads(heads[choice])) {
                return OptionalInt.of(choice);
            }
        }
        return OptionalInt.empty();
    }

    /// The most heads that any choice has.
    int mostHeads() {
        int most = 0;
        for (int choice : heads) {
            most = Math.max(most, choice);
        }
        return most;
    }

    /// The choices with the most heads, in the electorate's order; none when nobody voted.
    List<Integer> leaders() {
        int most = mostHeads();
        List<Integer> leaders = new ArrayList<>(1);
        for (int choice = 0; choice < heads.length && most > 0; choice++) {
            if (heads[choice] == most) {
                leaders.add(choice);
            }
        }
        return leaders;
    }

    /// The choices that got votes, best supported first.
    List<Integer> ranking() {
        List<Integer> ranking = new ArrayList<>(2);
        for (int choice = 0; choice < heads.length; choice++) {
            if (heads[choice] > 0) {
                ranking.add(choice);
            }
        }
        ranking.sort(
                Comparator.<Integer>comparingInt(choice -> -heads[choice])
                        .thenComparingLong(choice -> -weights[choice])
                        .thenComparing(this::choice));
        return ranking;
    }

    Tally tally() {
        List<ChoiceCount> counts = new ArrayList<>(2);
        for (int choice : ranking()) {
            counts.add(
                    new ChoiceCount(
                            choice(choice), new Tally.Count(heads[choice], weights[choice])));
        }
        return new Tally(counts, abstained, silent, notNeeded);
    }
}
