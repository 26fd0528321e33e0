package io.quorate.engine.reputation;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import java.time.Instant;
import java.util.Optional;

/// An agent that joined a pool by itself and not through the policy.
///
/// @param specialization the field it is best in
public record Registration(
        PoolId pool,
        AgentId agent,
        FaultDomain domain,
        Optional<String> specialization,
        Instant at) {

    /// The agent as a policy would declare it.
    AgentPolicy asDeclared() {
        AgentPolicy plain = AgentPolicy.of(agent, domain);
        return new AgentPolicy(
                agent,
                domain,
                specialization,
                plain.baseWeight(),
                plain.confidenceThreshold(),
                Optional.empty());
    }
}
