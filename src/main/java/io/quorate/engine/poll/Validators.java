package io.quorate.engine.poll;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.protocol.PoolId;

/// The ways to all agents.
@FunctionalInterface
public interface Validators {
    /// The way to this agent as its policy describes it; one that says so where there is none. MUST
    /// be the same for the same policy, so that what it learnt of the agent is kept, and MUST NOT
    /// throw because of what the policy says.
    Validator of(PoolId pool, AgentPolicy agent);
}
