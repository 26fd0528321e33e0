package io.quorate.core.consensus;

import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.Electorate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/// What a choice has to pass to be agreed: enough heads and, at the same time, enough weight.
///
/// @param totalWeight W, in millionths
/// @param weightNeeded the least weight that suffices, in millionths; empty when W is 0, because an
///   electorate without weight never agrees
public record Gate(Quorum quorum, long totalWeight, OptionalLong weightNeeded) {

    public static Gate of(Electorate electorate, Rules rules) {
        long total = electorate.totalWeight();
        return new Gate(
                Quorum.of(electorate.size(), rules.heads()),
                total,
                total == 0 ? OptionalLong.empty() : OptionalLong.of(needed(rules.weight(), total)));
    }

    private static long needed(WeightThreshold threshold, long total) {
        return switch (threshold) {
            // The least w with 3·w ≥ 2·W.
            case WeightThreshold.TwoThirds() -> (2 * total + 2) / 3;
            case WeightThreshold.Share(BigDecimal share) ->
                    share.multiply(BigDecimal.valueOf(total))
                            .setScale(0, RoundingMode.CEILING)
                            .longValueExact();
        };
    }

    public boolean agreed(int heads, long weight) {
        return enoughHeads(heads) && enoughWeight(weight);
    }

    public boolean enoughHeads(int heads) {
        return heads >= quorum.q();
    }

    public boolean enoughWeight(long weight) {
        return weightNeeded.isPresent() && weight >= weightNeeded.getAsLong();
    }
}
