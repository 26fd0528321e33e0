package io.quorate.core.policy;

import java.util.Optional;

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
    TRIPLE;

    /// How many agents take part, where the protocol itself says so.
    public Optional<Integer> fixedSize() {
        return switch (this) {
            case SINGLE_ROUND, TWO_ROUND -> Optional.empty();
            case SINGLE -> Optional.of(1);
            case DUAL -> Optional.of(2);
            case TRIPLE -> Optional.of(3);
        };
    }
}
