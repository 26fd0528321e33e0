package io.quorate.core.policy;

import java.time.Duration;

/// How long a pool's records are kept at least.
///
/// @param keepFor from the decision on
public record RetentionPolicy(Duration keepFor, Risk risk) {
    /// The longest six calendar months.
    public static final Duration HIGH_RISK_FLOOR = Duration.ofDays(184);

    public static final Range<Duration> KEEP_FOR =
            Range.between(Duration.ofDays(1), Duration.ofDays(36_500));
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(HIGH_RISK_FLOOR, Risk.NORMAL);

    public RetentionPolicy {
        KEEP_FOR.check("retention", keepFor);
        if (risk == Risk.HIGH && keepFor.compareTo(HIGH_RISK_FLOOR) < 0) {
            throw new InvalidPolicy(
                    new PolicyProblem(
                            "retention",
                            "is " + Outline.text(keepFor) + " for a pool of high risk",
                            "must be at least 184d, the longest six calendar months"));
        }
    }

    /// Whether the pool's decisions belong to a system of high risk.
    public enum Risk {
        NORMAL,
        HIGH
    }

    void outline(Outline to) {
        to.put("retention", keepFor);
        to.put("risk", risk);
    }
}
