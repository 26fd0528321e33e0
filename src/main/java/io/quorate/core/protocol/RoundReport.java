package io.quorate.core.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One round as it ended: who could vote, what was needed, how each seat's vote was received.
///
/// @param number counted from 1
/// @param f how many seats may be arbitrarily faulty
/// @param q how many heads a choice needs
/// @param weightNeeded the least weight that a choice needs besides; empty when none suffices
/// @param receptions one for each seat of the electorate, in its order
/// @param votes the votes as cast, right or wrong, in the order in which they came
/// @param arrivals how each of them came
/// @param epoch digest of electorate, weights, nonce and deadline
/// @param shadows votes of agents in quarantine, which passed the door and count for nothing; by
///   agent
/// @param effectiveVoters how many independent voters the admitted votes are worth
public record RoundReport(
        int number,
        Electorate electorate,
        int f,
        int q,
        OptionalLong weightNeeded,
        List<Reception> receptions,
        List<Vote> votes,
        List<Arrival> arrivals,
        Tally tally,
        List<Fault> faults,
        Digest epoch,
        List<Shadow> shadows,
        OptionalDouble effectiveVoters,
        Optional<EvidenceReview> evidenceReview) {

    /// What an agent in quarantine voted for.
    public record Shadow(AgentId agent, Reception.Admitted vote) {}

    public RoundReport {
        receptions = List.copyOf(receptions);
        votes = List.copyOf(votes);
        arrivals = List.copyOf(arrivals);
        faults = List.copyOf(faults);
        shadows = List.copyOf(shadows);
        if (receptions.size() != electorate.size()) {
            throw new IllegalArgumentException("every seat has one reception");
        }
        if (arrivals.size() != votes.size()) {
            throw new IllegalArgumentException("every vote came in one way");
        }
    }
}
