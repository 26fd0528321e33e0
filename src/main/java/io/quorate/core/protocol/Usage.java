package io.quorate.core.protocol;

import java.math.BigDecimal;

/// What a model counted for one answer, and what that cost.
///
/// @param input tokens sent
/// @param output tokens received
/// @param cost in the currency of the policy's prices
public record Usage(long input, long output, BigDecimal cost) {
    public Usage {
        if (input < 0 || output < 0 || cost.signum() < 0) {
            throw new IllegalArgumentException("nothing is counted below zero");
        }
        cost = cost.stripTrailingZeros();
    }
}
