package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.Rules;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a round came to its outcome: all that an answer has to say about it.
///
/// @param participants the agents whose votes were admitted, abstentions included, by seat
/// @param dissenters those that voted for another choice than the outcome's, by seat; empty without
///   a choice
/// @param agreementLevel the weight for the outcome's choice, else for the best supported one, as a
///   share of W; empty when W is 0 or nobody voted for a choice
public record Account(
        RoundReport report,
        List<AgentId> participants,
        List<AgentId> dissenters,
        Belief belief,
        OptionalDouble agreementLevel,
        List<Counterfactual> counterfactuals) {

    public Account {
        participants = List.copyOf(participants);
        dissenters = List.copyOf(dissenters);
        counterfactuals = List.copyOf(counterfactuals);
    }

    /// What a round has been told so far.
    ///
    /// @param votes as cast, in the order in which they came
    /// @param arrivals how each vote came, in their order
    /// @param faults in the order in which they were found
    /// @param shadows what agents in quarantine voted
    public record Hearing(
            int number,
            Digest epoch,
            List<Vote> votes,
            List<Arrival> arrivals,
            List<Fault> faults,
            List<RoundReport.Shadow> shadows) {}

    /// The account of an outcome.
    ///
    /// @param excess by how many faulty seats the bound was exceeded, 0 if it was not
    public static Account of(
            Hearing hearing,
            Count count,
            Rules rules,
            Library library,
            Resolution.Ending ending,
            Outcome outcome,
            int excess) {
        return new Account(
                report(
                        hearing,
                        count,
                        outcome.reason() == OutcomeReason.STRONG_MINORITY
                                ? Optional.of(library)
                                : Optional.empty()),
                participants(count),
                dissenters(count, outcome.choice()),
                Belief.of(count),
                agreementLevel(count, outcome.choice()),
                new WhatIf(count, rules, library, ending).of(outcome, excess));
    }

    /// The round's report; with a review of the quotations when sources are given.
    public static RoundReport report(Hearing hearing, Count count, Optional<Library> library) {
        List<Choice> choices = count.electorate().choices();
        return new RoundReport(
                hearing.number(),
                count.electorate(),
                count.gate().quorum().f(),
                count.gate().quorum().q(),
                count.gate().weightNeeded(),
                count.states().stream().map(state -> state.reception(choices)).toList(),
                hearing.votes(),
                hearing.arrivals(),
                count.tally(),
                hearing.faults(),
                hearing.epoch(),
                hearing.shadows(),
                OptionalDouble.of(Belief.of(count).effectiveVoters()),
                library.map(sources -> Review.of(count, sources)));
    }

    private static List<AgentId> participants(Count count) {
        List<AgentId> participants = new ArrayList<>();
        List<Seat> seats = count.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            switch (count.states().get(i)) {
                case SeatState.Counted _, SeatState.Abstained _ ->
                        participants.add(seats.get(i).agent());
                case SeatState.Awaited _,
                        SeatState.Silent _,
                        SeatState.NotAdmitted _,
                        SeatState.NotNeeded _ -> {}
            }
        }
        return participants;
    }

    private static List<AgentId> dissenters(Count count, Optional<Choice> chosen) {
        List<AgentId> dissenters = new ArrayList<>();
        for (SeatState state : count.states()) {
            if (state instanceof SeatState.Counted(Vote vote, int choice)
                    && chosen.isPresent()
                    && !chosen.get().equals(count.choice(choice))) {
                dissenters.add(vote.agent());
            }
        }
        return dissenters;
    }

    private static OptionalDouble agreementLevel(Count count, Optional<Choice> chosen) {
        if (count.gate().totalWeight() == 0 || count.ranking().isEmpty()) {
            return OptionalDouble.empty();
        }
        int side =
                chosen.map(choice -> count.electorate().choices().indexOf(choice))
                        .orElseGet(() -> count.ranking().getFirst());
        return OptionalDouble.of((double) count.weight(side) / count.gate().totalWeight());
    }
}
