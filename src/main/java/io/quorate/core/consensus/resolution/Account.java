package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Outcome;
import io.quorate.core.consensus.Reason;
import io.quorate.core.consensus.Rules;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Seat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a round came to its outcome: all that an answer has to say about it.
///
/// @param number the round's number, counted from 1
/// @param epoch the digest of electorate, weights, nonce and deadline
/// @param electorate with t, `CORRELATED`, `UNPROVEN` and every seat
/// @param gate n, f, q, W and the weight needed
/// @param receptions how each seat's vote was received, in the seats' order
/// @param faults in the order in which they were found
/// @param participants the agents whose votes were admitted, abstentions included, by seat
/// @param dissenters those that voted for another choice than the outcome's, by seat; empty without
///   a choice
/// @param agreementLevel the weight for the outcome's choice, else for the best supported one, as a
///   share of W; empty when W is 0 or nobody voted for a choice
/// @param evidenceReview where a strong minority called for one
public record Account(
        int number,
        Digest epoch,
        Electorate electorate,
        Gate gate,
        List<Reception> receptions,
        Tally tally,
        List<Fault> faults,
        List<AgentId> participants,
        List<AgentId> dissenters,
        Belief belief,
        OptionalDouble agreementLevel,
        Optional<EvidenceReview> evidenceReview,
        List<Counterfactual> counterfactuals) {

    public Account {
        receptions = List.copyOf(receptions);
        faults = List.copyOf(faults);
        participants = List.copyOf(participants);
        dissenters = List.copyOf(dissenters);
        counterfactuals = List.copyOf(counterfactuals);
    }

    /// @param excess by how many faulty seats the bound was exceeded, 0 if it was not
    public static Account of(
            int number,
            Digest epoch,
            Count count,
            Rules rules,
            Library library,
            List<Fault> faults,
            Resolution.Ending ending,
            Outcome outcome,
            int excess) {
        return new Account(
                number,
                epoch,
                count.electorate(),
                count.gate(),
                count.receptions(),
                count.tally(),
                faults,
                participants(count),
                dissenters(count, outcome.choice()),
                Belief.of(count),
                agreementLevel(count, outcome.choice()),
                outcome.reason() == Reason.STRONG_MINORITY
                        ? Optional.of(EvidenceReview.of(count, library))
                        : Optional.empty(),
                new WhatIf(count, rules, library, ending).of(outcome, excess));
    }

    private static List<AgentId> participants(Count count) {
        List<AgentId> participants = new ArrayList<>();
        List<Seat> seats = count.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            switch (count.receptions().get(i)) {
                case Reception.Counted _, Reception.Abstained _ ->
                        participants.add(seats.get(i).agent());
                case Reception.Awaited _,
                        Reception.Silent _,
                        Reception.NotAdmitted _,
                        Reception.NotNeeded _ -> {}
            }
        }
        return participants;
    }

    private static List<AgentId> dissenters(Count count, Optional<Choice> chosen) {
        List<AgentId> dissenters = new ArrayList<>();
        for (Reception reception : count.receptions()) {
            if (reception instanceof Reception.Counted(var vote, int choice)
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
