package io.quorate.core.planning.replay;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import java.util.List;

/// How often rules took agents' seats, for a time or for good.
///
/// @param recorded how often it happened
/// @param candidate how often it would have
/// @param agents those with the most, at most [#AGENTS_MAX]
public record Removals(long recorded, long candidate, List<OfAgent> agents) {
    public static final int AGENTS_MAX = 100;

    public Removals {
        agents = List.copyOf(agents);
    }

    /// The same of one agent in one pool.
    public record OfAgent(PoolId pool, AgentId agent, long recorded, long candidate) {}
}
