package io.quorate.core.policy;

import io.quorate.core.protocol.PoolId;
import java.util.Optional;
import java.util.Set;

/// Who takes over what the agents could not decide.
public sealed interface OnNoConsensus {
    /// A person.
    record Review() implements OnNoConsensus {}

    /// Another pool first, and a person when that one cannot decide either.
    record ExpertPool(PoolId pool) implements OnNoConsensus {}

    /// The other pool, if there is one.
    default Optional<PoolId> expert() {
        return switch (this) {
            case Review() -> Optional.empty();
            case ExpertPool(PoolId pool) -> Optional.of(pool);
        };
    }

    /// What is wrong with it in a pool of a policy that has these pools; empty if nothing is.
    default Optional<PolicyProblem> problem(String path, PoolId self, Set<PoolId> pools) {
        return switch (this) {
            case Review() -> Optional.empty();
            case ExpertPool(PoolId expert) ->
                    pools.contains(expert) && !expert.equals(self)
                            ? Optional.empty()
                            : Optional.of(
                                    new PolicyProblem(
                                            path,
                                            "is " + expert,
                                            "must be review or another pool of this policy"));
        };
    }
}
