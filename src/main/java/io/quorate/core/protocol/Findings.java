package io.quorate.core.protocol;

import java.util.List;
import java.util.Set;

/// What came out over all pools: the answer to a submission, before it is recorded.
///
/// @param pools required ones first, else in the policy's order
public record Findings(
        Outcome outcome, String explanation, List<PoolOutcome> pools, List<SkippedPool> skipped) {

    public Findings {
        pools = List.copyOf(pools);
        skipped = List.copyOf(skipped);
    }

    /// A pool that was left out because the submission lacks what it needs.
    public record SkippedPool(PoolId pool, Set<String> missing) {
        public SkippedPool {
            missing = Set.copyOf(missing);
        }
    }
}
