package io.quorate.core.protocol;

import java.util.List;

/// Something that went wrong on an agent's side, with the evidence in words.
///
/// Faults of one kind against one agent are compared by kind and agent; the evidence is for people.
///
/// @param agent the agent named; before authenticity is settled that is only who it claimed to be
/// @param votes the positions, from 0, of the votes concerned among the votes as cast in the round
public record Fault(FaultKind kind, AgentId agent, String evidence, List<Integer> votes) {
    public Fault {
        votes = List.copyOf(votes);
    }

    /// A fault that is not about particular votes of this round.
    public Fault(FaultKind kind, AgentId agent, String evidence) {
        this(kind, agent, evidence, List.of());
    }

    /// Whether the evidence convinces without any history.
    public boolean proven() {
        return kind.strength() == FaultKind.Strength.PROOF;
    }
}
