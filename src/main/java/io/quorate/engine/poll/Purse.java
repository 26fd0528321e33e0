package io.quorate.engine.poll;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.BudgetPolicy;
import io.quorate.core.protocol.Usage;
import java.math.BigDecimal;

/// What one decision of a pool may still spend on asking: every call counts with its agent's price
/// when it is made, and what a model's tokens cost as soon as that is known.
///
/// Safe for any number of threads.
public final class Purse {
    private final BudgetPolicy budget;
    private int calls;
    private BigDecimal spent = BigDecimal.ZERO;

    public Purse(BudgetPolicy budget) {
        this.budget = budget;
    }

    /// Whether the agent may be asked; if so, the call is paid for.
    synchronized boolean pays(AgentPolicy agent) {
        BigDecimal after = spent.add(agent.price());
        boolean affordable =
                budget.maxCalls().map(max -> calls < max).orElse(true)
                        && budget.maxCost().map(max -> after.compareTo(max) <= 0).orElse(true);
        if (affordable) {
            calls++;
            spent = after;
        }
        return affordable;
    }

    synchronized void charge(Usage usage) {
        spent = spent.add(usage.cost());
    }
}
