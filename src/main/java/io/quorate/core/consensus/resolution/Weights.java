package io.quorate.core.consensus.resolution;

import java.math.BigDecimal;

/// Weights in the words of a sentence.
final class Weights {
    private Weights() {}

    static String words(long millionths) {
        return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
    }
}
