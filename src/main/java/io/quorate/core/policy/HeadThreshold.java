package io.quorate.core.policy;

import java.math.BigDecimal;

/// How many votes a choice needs by head.
public sealed interface HeadThreshold {
    HeadThreshold BYZANTINE = new Byzantine();

    /// The Byzantine quorum, q = ⌊(n+f)/2⌋ + 1.
    record Byzantine() implements HeadThreshold {}

    /// More than that: at least this share of all seats, never less than the Byzantine quorum.
    record Supermajority(BigDecimal share) implements HeadThreshold {
        public Supermajority {
            Range.MAJORITY.check("supermajority", share);
        }
    }
}
