package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.AgentId;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The agents of a pool beyond those with a seat, and the keys of those that sign.
///
/// @param unseated agents that the pool knows and that hold no seat: standbys, and those asked in
///   the shadow only
/// @param keys Ed25519 keys, made by [VoteSignature#key]
public record Roster(Set<AgentId> unseated, Map<AgentId, PublicKey> keys) {
    public static final Roster EMPTY = new Roster(Set.of(), Map.of());

    public Roster {
        unseated = Set.copyOf(unseated);
        keys = Map.copyOf(keys);
    }

    boolean knows(AgentId agent) {
        return unseated.contains(agent);
    }

    Optional<PublicKey> key(AgentId agent) {
        return Optional.ofNullable(keys.get(agent));
    }
}
