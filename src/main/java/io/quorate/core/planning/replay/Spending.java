package io.quorate.core.planning.replay;

import java.math.BigDecimal;

/// What agents were asked, and what that cost.
///
/// @param calls to agents that the sidecar asks itself
/// @param cost of these calls by the agents' prices, and of the tokens that their models counted
public record Spending(long calls, BigDecimal cost) {
    static final Spending NONE = new Spending(0, BigDecimal.ZERO);

    Spending plus(Spending other) {
        return new Spending(calls + other.calls, cost.add(other.cost));
    }
}
