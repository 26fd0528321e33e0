package io.quorate.engine.reputation;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An agent that joined a pool by itself and not through the policy.
///
/// @param specialization the field it is best in
public record Registration(
        PoolId pool,
        AgentId agent,
        FaultDomain domain,
        Optional<String> specialization,
        Instant at) {

    /// Whether it says what is known of the agent already.
    boolean agreesWith(AgentPolicy known) {
        return known.domain().equals(domain) && known.specialization().equals(specialization);
    }

    /// What a pool has against it. Fault domains and fields are the operator's to name: agents that
    /// chose domains of their own would pass for independent of each other.
    Optional<Refusal> problem(PoolPolicy policy) {
        Set<FaultDomain> domains =
                policy.agents().stream().map(AgentPolicy::domain).collect(Collectors.toSet());
        if (!domains.isEmpty() && !domains.contains(domain)) {
            return Optional.of(new Refusal.UnknownFaultDomain(pool, domain));
        }
        return specialization
                .filter(field ->
                        !policy.specializationWeights().isEmpty()
                                && !policy.specializationWeights().containsKey(field))
                .map(field -> new Refusal.UnknownSpecialization(pool, field));
    }

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
