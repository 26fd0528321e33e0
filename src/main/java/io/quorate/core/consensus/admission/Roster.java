package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.AgentId;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The agents of a pool beyond those with a seat, and the keys of those that sign.
///
/// @param unseated agents that the pool knows and that hold no seat
/// @param shadows agents in quarantine, with or without a seat: what they vote is kept and counts
///   for nothing
/// @param keys Ed25519 keys, made by [VoteSignature#key]
public record Roster(Set<AgentId> unseated, Set<AgentId> shadows, Map<AgentId, PublicKey> keys) {
    public static final Roster EMPTY = new Roster(Set.of(), Set.of(), Map.of());

    public Roster {
        unseated = Set.copyOf(unseated);
        shadows = Set.copyOf(shadows);
        keys = Map.copyOf(keys);
    }

    boolean knows(AgentId agent) {
        return unseated.contains(agent) || isShadow(agent);
    }

    boolean isShadow(AgentId agent) {
        return shadows.contains(agent);
    }

    /// The same, once some agents without a seat have one and others have lost theirs.
    public Roster with(Set<AgentId> others) {
        return new Roster(others, shadows, keys);
    }

    Optional<PublicKey> key(AgentId agent) {
        return Optional.ofNullable(keys.get(agent));
    }
}
