package io.quorate.core.policy;

import java.math.BigDecimal;

/// How many votes a choice needs by head.
public sealed interface HeadThreshold {

    /// The Byzantine quorum, q = ⌊(n+f)/2⌋ + 1.
    record Byzantine() implements HeadThreshold {}

    /// More than that: at least this share of all seats, never less than the Byzantine quorum.
    record Supermajority(BigDecimal share) implements HeadThreshold {
        public Supermajority {
            if (share.compareTo(BigDecimal.ONE) > 0
                    || share.compareTo(new BigDecimal("0.5")) <= 0) {
                throw new IllegalArgumentException("a supermajority lies above 0.5 and at most 1");
            }
        }
    }
}
