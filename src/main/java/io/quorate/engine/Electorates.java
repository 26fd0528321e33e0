package io.quorate.engine;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.VoteSignature;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who sits in a pool: the declared agents in their order, up to the pool's size, all founders of
/// equal weight.
final class Electorates {
    private Electorates() {}

    static Electorate of(PoolPolicy pool, List<Choice> choices) {
        List<Member> members =
                pool.agents().stream().limit(pool.maxAgents()).map(Electorates::founder).toList();
        return Seating.of(
                pool.id(),
                pool.weighting(),
                choices,
                members,
                Seating.Experience.NONE,
                Rules.of(pool).cap());
    }

    /// The agents without a seat, and the keys of those that sign.
    static Roster roster(PoolPolicy pool) {
        Set<AgentId> unseated = new HashSet<>();
        pool.agents().stream().skip(pool.maxAgents()).forEach(agent -> unseated.add(agent.id()));
        Map<AgentId, PublicKey> keys = new HashMap<>();
        for (AgentPolicy agent : pool.agents()) {
            agent.publicKey()
                    .flatMap(VoteSignature::key)
                    .ifPresent(key -> keys.put(agent.id(), key));
        }
        return new Roster(unseated, keys);
    }

    /// Who may take a seat in a further round, in the order of the policy.
    static List<Member> standbys(PoolPolicy pool) {
        return pool.agents().stream()
                .skip(pool.maxAgents())
                .limit(pool.standbysMax())
                .map(agent -> founder(agent).as(Standing.PROBATION))
                .toList();
    }

    private static Member founder(AgentPolicy agent) {
        return new Member(
                agent.id(),
                agent.domain(),
                Standing.ACTIVE,
                Seat.MILLION,
                agent.confidenceThreshold(),
                Voice.SILENT);
    }
}
