package io.quorate.core.policy;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import java.math.BigDecimal;
import java.util.Optional;

/// What the policy says of one agent.
///
/// @param specialization the field it is best in; its weight comes from the pool's list
/// @param baseWeight its weight under `specialization` before anything is learnt
/// @param confidenceThreshold votes with less confidence count as abstentions
/// @param publicKey its Ed25519 key, 32 bytes in hexadecimal, when it signs its votes
public record AgentPolicy(
        AgentId id,
        FaultDomain domain,
        Optional<String> specialization,
        BigDecimal baseWeight,
        double confidenceThreshold,
        Optional<String> publicKey) {

    public AgentPolicy {
        if (baseWeight.signum() <= 0) {
            throw new IllegalArgumentException("a base weight is above 0");
        }
        if (!(confidenceThreshold >= 0 && confidenceThreshold <= 1)) {
            throw new IllegalArgumentException("a confidence threshold lies in [0,1]");
        }
    }

    /// An agent of which only name and fault domain are declared.
    public static AgentPolicy of(AgentId id, FaultDomain domain) {
        return new AgentPolicy(
                id, domain, Optional.empty(), BigDecimal.ONE, 0, Optional.empty());
    }
}
