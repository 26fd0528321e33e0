package io.quorate.core.protocol;

/// Where the weight of a vote comes from.
public enum Weighting {
    /// Every seat weighs the same.
    EQUAL,
    /// Base weight, specialisation and measured accuracy.
    SPECIALIZATION,
    /// The log-odds of the agent's reputation.
    LOG_ODDS
}
