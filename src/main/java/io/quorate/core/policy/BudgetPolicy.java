package io.quorate.core.policy;

import java.math.BigDecimal;
import java.util.Optional;

/// What one decision of a pool may cost at most.
///
/// @param maxCalls calls to agents
/// @param maxCost in the currency of the agents' prices
public record BudgetPolicy(Optional<Integer> maxCalls, Optional<BigDecimal> maxCost) {
    public static final Range<Integer> CALLS = Range.between(1, 100_000);
    public static final Range<BigDecimal> COST = Range.above("0", "1000000");
    public static final BudgetPolicy UNLIMITED =
            new BudgetPolicy(Optional.empty(), Optional.empty());

    public BudgetPolicy {
        maxCalls.ifPresent(calls -> CALLS.check("max_calls", calls));
        maxCost.ifPresent(cost -> COST.check("max_cost", cost));
    }

    void outline(Outline to) {
        to.put("max_calls", maxCalls.map(String::valueOf).orElse("unlimited"));
        to.put("max_cost", maxCost.map(Outline::text).orElse("unlimited"));
    }
}
