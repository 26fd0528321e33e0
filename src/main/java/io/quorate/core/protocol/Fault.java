package io.quorate.core.protocol;

import java.util.List;

/// Something that went wrong, with the evidence in words.
///
/// @param agent the agent that is named; with party CONNECTION only who it claimed to be
/// @param votes the positions, from 0, of the votes concerned among the votes as cast
public record Fault(
        FaultKind kind, Party party, AgentId agent, String evidence, List<Integer> votes) {

    /// Who is to answer for it.
    public enum Party {
        /// The agent, whose authorship is established or vouched for.
        AGENT,
        /// Whoever delivered the vote: that the named agent cast it is not established.
        CONNECTION
    }

    public Fault {
        votes = List.copyOf(votes);
    }

    public boolean isProven() {
        return kind.strength() == FaultKind.Strength.PROOF;
    }
}
