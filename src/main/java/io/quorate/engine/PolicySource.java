package io.quorate.engine;

import io.quorate.core.policy.Policy;

/// The rules in force.
public interface PolicySource {
    /// The policy of this moment; MUST be immutable and MUST NOT block. A call keeps the one that
    /// it began with.
    Policy current();
}
