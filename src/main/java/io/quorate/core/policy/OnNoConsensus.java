package io.quorate.core.policy;

import io.quorate.core.protocol.PoolId;

/// Who takes over what the agents could not decide.
public sealed interface OnNoConsensus {
    OnNoConsensus REVIEW = new Review();

    /// A person.
    record Review() implements OnNoConsensus {}

    /// Another pool first, and a person when that one cannot decide either.
    record ExpertPool(PoolId pool) implements OnNoConsensus {}
}
