package io.quorate.engine.poll;

import java.math.BigDecimal;

/// What a model counted for one answer, and what that cost.
///
/// @param input tokens sent
/// @param output tokens received
/// @param cost in the currency of the policy's prices
public record Usage(long input, long output, BigDecimal cost) {}
