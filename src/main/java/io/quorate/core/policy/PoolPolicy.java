package io.quorate.core.policy;

import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Weighting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of one pool.
public record PoolPolicy(
        PoolId id,
        Participation participation,
        Protocol protocol,
        Weighting weighting,
        HeadThreshold threshold,
        WeightThreshold weightThreshold,
        int minAgents,
        int maxAgents,
        Set<Need> needs,
        WhenNotApplicable whenNotApplicable,
        ResolutionPolicy resolution,
        Durability durability,
        List<AgentPolicy> agents) {

    public PoolPolicy {
        needs = Set.copyOf(needs);
        agents = List.copyOf(agents);
        if (minAgents < 1 || maxAgents < minAgents) {
            throw new IllegalArgumentException("1 ≤ min_agents ≤ max_agents");
        }
        Set<Object> seen = new HashSet<>();
        agents.forEach(
                agent -> {
                    if (!seen.add(agent.id())) {
                        throw new IllegalArgumentException(
                                "agent " + agent.id() + " is declared twice");
                    }
                });
    }
}
