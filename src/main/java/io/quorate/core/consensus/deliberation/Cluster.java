package io.quorate.core.consensus.deliberation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;

import java.util.List;

/// Equal answers, taken as one.
///
/// @param choice what a vote for it names
/// @param text the wording of its first author, by seat
/// @param authors the agents that proposed it, by seat
public record Cluster(Choice choice, String text, List<AgentId> authors) {
    public Cluster {
        authors = List.copyOf(authors);
    }
}
