package io.quorate.core.policy;

import java.math.BigDecimal;

/// Which share of the electorate's whole weight a choice needs.
public sealed interface WeightThreshold {

    /// Two thirds, exactly: 3·(weight for it) ≥ 2·W.
    record TwoThirds() implements WeightThreshold {}

    /// An exact decimal above one half.
    record Share(BigDecimal share) implements WeightThreshold {
        public Share {
            if (share.compareTo(BigDecimal.ONE) > 0
                    || share.compareTo(new BigDecimal("0.5")) <= 0) {
                throw new IllegalArgumentException(
                        "a weight threshold lies above 0.5 and at most 1");
            }
        }
    }
}
