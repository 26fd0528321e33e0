package io.quorate.core.policy;

import java.math.BigDecimal;
import java.time.Duration;

/// When a round ends and whether its result serves again.
///
/// @param fullCollectionShare the share of rounds decided early in which the votes that were no
///   longer needed are collected all the same, for the reputation
/// @param reuseFor how long a result answers the same question again; zero: never
public record RoundPolicy(
        EarlyDecision earlyDecision, BigDecimal fullCollectionShare, Duration reuseFor) {
    public static final Range<Duration> REUSE = Range.between(Duration.ZERO, Duration.ofDays(30));
    public static final RoundPolicy DEFAULT =
            new RoundPolicy(EarlyDecision.ON, new BigDecimal("0.05"), Duration.ZERO);

    public RoundPolicy {
        Range.SHARE.check("full_collection_share", fullCollectionShare);
        REUSE.check("reuse_for", reuseFor);
    }

    /// Whether a round stops as soon as no outstanding vote can change its outcome.
    public enum EarlyDecision {
        ON,
        OFF
    }

    void outline(Outline to) {
        to.put("early_decision", earlyDecision == EarlyDecision.ON);
        to.put("full_collection_share", fullCollectionShare);
        to.put("reuse_for", reuseFor);
    }
}
