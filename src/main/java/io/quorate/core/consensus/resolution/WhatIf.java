package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.resolution.Counterfactual.FewerFaults;
import io.quorate.core.consensus.resolution.Counterfactual.MoreVotes;
import io.quorate.core.consensus.resolution.Counterfactual.OtherWay;
import io.quorate.core.consensus.resolution.Resolution.Ending;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.Seat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Looks for the smallest changes that would have led to another outcome.
final class WhatIf {
    private static final int CHOICES_MAX = 2;

    private final Count count;
    private final Rules rules;
    private final Library library;
    private final Ending ending;

    WhatIf(Count count, Rules rules, Library library, Ending ending) {
        this.count = count;
        this.rules = rules;
        this.library = library;
        this.ending = ending;
    }

    /// @param excess by how many faulty seats the bound was exceeded
    List<Counterfactual> of(Outcome outcome, int excess) {
        return switch (outcome.reason()) {
            case QUORUM -> otherWay(outcome.choice().orElseThrow());
            case BYZANTINE_THRESHOLD_EXCEEDED ->
                    List.of(new Counterfactual(new FewerFaults(excess), resolved(count.states())));
            case WEIGHT_BELOW_THRESHOLD,
                    STRONG_MINORITY,
                    TIE,
                    TIE_BY_WEIGHT,
                    TIMEOUT,
                    QUORUM_NOT_REACHED ->
                    moreVotes();
            case POOLS_DISAGREE, NOT_APPLICABLE, NOTHING_APPLIES, INSUFFICIENT_AGENTS -> List.of();
        };
    }

    /// What the best supported choices lacked.
    private List<Counterfactual> moreVotes() {
        Gate gate = count.gate();
        if (gate.weightNeeded().isEmpty()) {
            return List.of();
        }
        List<Integer> choices = new ArrayList<>(count.ranking());
        IntStream.range(0, count.electorate().choices().size())
                .filter(choice -> count.heads(choice) == 0)
                .forEach(choices::add);
        return choices.stream()
                .limit(CHOICES_MAX)
                .map(choice -> {
                    int heads = gate.quorum().q() - count.heads(choice);
                    long weight = gate.weightNeeded().getAsLong() - count.weight(choice);
                    Choice named = count.choice(choice);
                    return new Counterfactual(
                            new MoreVotes(named, Math.max(0, heads), Math.max(0, weight)),
                            Outcome.agreed(named));
                })
                .toList();
    }

    /// The fewest supporters, the heaviest first, without whom the choice fails the gate.
    private List<Counterfactual> otherWay(Choice decided) {
        int side = count.electorate().choices().indexOf(decided);
        List<Seat> seats = count.electorate().seats();
        List<Integer> supporters = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            if (count.states().get(i) instanceof SeatState.Counted(var _, int choice)
                    && choice == side) {
                supporters.add(i);
            }
        }
        supporters.sort(
                Comparator.<Integer>comparingLong(place -> -seats.get(place).weight())
                        .thenComparing(place -> seats.get(place).agent()));
        int heads = count.heads(side);
        long weight = count.weight(side);
        int instead = instead(side);
        List<SeatState> states = new ArrayList<>(count.states());
        List<AgentId> agents = new ArrayList<>();
        for (int place : supporters) {
            if (!count.gate().agreed(heads, weight)) {
                break;
            }
            heads--;
            weight -= seats.get(place).weight();
            agents.add(seats.get(place).agent());
            if (states.get(place) instanceof SeatState.Counted(var vote, int _)) {
                states.set(place, new SeatState.Counted(vote, instead));
            }
        }
        return List.of(
                new Counterfactual(new OtherWay(agents, count.choice(instead)), resolved(states)));
    }

    /// The best supported of the other choices.
    private int instead(int side) {
        return count.ranking().stream()
                .filter(choice -> choice != side)
                .findFirst()
                .orElse(side == 0 ? 1 : 0);
    }

    private Outcome resolved(List<SeatState> states) {
        Count changed = Count.of(count.electorate(), count.gate(), states);
        return new Resolution(changed, rules, library).outcome(ending);
    }
}
