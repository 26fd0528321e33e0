package io.quorate.core.policy;

import java.math.BigDecimal;

/// Which share of the electorate's whole weight a choice needs.
public sealed interface WeightThreshold {
    WeightThreshold TWO_THIRDS = new TwoThirds();

    /// Two thirds, exactly: 3·(weight for it) ≥ 2·W.
    record TwoThirds() implements WeightThreshold {}

    /// An exact decimal above one half.
    record Share(BigDecimal share) implements WeightThreshold {
        public Share {
            Range.MAJORITY.check("weight_threshold", share);
        }
    }
}
