package io.quorate.host.policyfile;

import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.Range;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kind;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// `threshold` with its other spellings, and `weight_threshold`: what a choice needs.
final class ThresholdKeys {
    private static final Range<BigDecimal> ROUNDED_TWO_THIRDS = Range.between("0.66", "0.67");
    private static final BigDecimal THREE = new BigDecimal(3);
    private static final BigDecimal TWO = new BigDecimal(2);

    private static final Kind<HeadThreshold> SHARE =
            Kinds.decimal(Range.MAJORITY).as(HeadThreshold.Supermajority::new);

    static final Key<HeadThreshold> THRESHOLD =
            Key.of(
                    "threshold",
                    Kinds.wordOr("byzantine", HeadThreshold.BYZANTINE, SHARE),
                    "0.75",
                    "How many votes a choice needs by head: the Byzantine quorum ⌊(n+f)/2⌋ + 1 with"
                            + " f = ⌊(n−1)/3⌋, or a share of all seats when that asks for more. It"
                            + " never asks for less.");
    static final Key<HeadThreshold> SUPERMAJORITY =
            Key.of(
                            "supermajority",
                            SHARE,
                            "0.75",
                            "Another way to write a threshold that is a share.")
                    .otherwise("not used");
    static final Key<BigDecimal> BYZANTINE_THRESHOLD =
            Key.of(
                            "byzantine_threshold",
                            Kinds.decimal(Range.between("0.66", "1")),
                            "0.75",
                            "The older spelling of threshold. 0.66, 0.667, 0.67 and whatever lies"
                                    + " between round two thirds and mean byzantine, the exact"
                                    + " integer quorum; above that it is a share.")
                    .otherwise("not used");
    static final Key<WeightThreshold> WEIGHT_THRESHOLD =
            Key.of(
                    "weight_threshold",
                    Kinds.wordOr(
                            "two-thirds",
                            WeightThreshold.TWO_THIRDS,
                            Kinds.decimal(Range.MAJORITY).as(WeightThreshold.Share::new)),
                    "0.75",
                    "Which share of the whole weight a choice needs as well: exactly two thirds, or"
                            + " an exact decimal.");

    private static final List<Key<?>> SPELLINGS =
            List.of(THRESHOLD, SUPERMAJORITY, BYZANTINE_THRESHOLD);

    private ThresholdKeys() {}

    /// The threshold by head, however it was written; empty when it was not.
    static Optional<HeadThreshold> head(Section in) {
        List<Key<?>> given = in.given(SPELLINGS);
        if (given.size() > 1) {
            in.problem(
                    given.getLast(),
                    "is given beside " + given.getFirst().name(),
                    "both say how many votes are needed; remove one of the two");
            return Optional.empty();
        }
        if (given.contains(BYZANTINE_THRESHOLD)) {
            return in.get(BYZANTINE_THRESHOLD).map(share -> older(in, share));
        }
        Key<HeadThreshold> key = given.contains(SUPERMAJORITY) ? SUPERMAJORITY : THRESHOLD;
        Optional<HeadThreshold> threshold = given.isEmpty() ? Optional.empty() : in.get(key);
        threshold.ifPresent(value -> warnOfNoEffect(in, key, value));
        if (given.contains(SUPERMAJORITY) && threshold.isPresent()) {
            in.reading(key, THRESHOLD, "supermajority");
        }
        return threshold;
    }

    private static HeadThreshold older(Section in, BigDecimal share) {
        String written = "byzantine_threshold: " + share.toPlainString();
        if (ROUNDED_TWO_THIRDS.contains(share)) {
            in.reading(
                    BYZANTINE_THRESHOLD,
                    THRESHOLD,
                    written + " rounds two thirds and means the integer quorum");
            return HeadThreshold.BYZANTINE;
        }
        in.reading(BYZANTINE_THRESHOLD, THRESHOLD, written);
        return new HeadThreshold.Supermajority(share);
    }

    private static void warnOfNoEffect(
            Section in, Key<HeadThreshold> key, HeadThreshold threshold) {
        if (threshold instanceof HeadThreshold.Supermajority(BigDecimal share)
                && share.multiply(THREE).compareTo(TWO) <= 0) {
            in.warning(
                    key,
                    "is " + share.toPlainString() + ", which is never more than byzantine asks for",
                    "write threshold: byzantine, or a share above two thirds");
        }
    }
}
