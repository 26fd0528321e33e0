package io.quorate.core.policy;

/// How a pool's agents come to a decision.
public enum Protocol {
    /// Everybody votes once; the quorum decides.
    SINGLE_ROUND,
    /// Proposals first, then everybody votes on all of them.
    TWO_ROUND,
    /// One agent alone.
    SINGLE,
    /// Two agents: they agree, or there is no decision.
    DUAL,
    /// Three agents: the majority.
    TRIPLE
}
