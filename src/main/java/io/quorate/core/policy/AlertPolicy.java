package io.quorate.core.policy;

import java.math.BigDecimal;
import java.time.Duration;

/// From when on operators are told that something is wrong, beside the performance targets.
///
/// @param window over which shares are taken
/// @param noConsensusShare of decisions without consensus
/// @param timeoutShare of decisions whose deadline passed
/// @param quarantinedShare of a pool's seats lost to quarantine and exclusion
/// @param unrecordedMax decisions waiting to be recorded
public record AlertPolicy(
        Duration window,
        BigDecimal noConsensusShare,
        BigDecimal timeoutShare,
        BigDecimal quarantinedShare,
        int unrecordedMax) {
    public static final Range<Duration> WINDOW =
            Range.between(Duration.ofSeconds(10), Duration.ofDays(7));
    public static final Range<Integer> UNRECORDED = Range.between(1, 10_000_000);
    public static final AlertPolicy DEFAULT =
            new AlertPolicy(
                    Duration.ofMinutes(5),
                    new BigDecimal("0.2"),
                    new BigDecimal("0.05"),
                    new BigDecimal("0.25"),
                    10_000);

    public AlertPolicy {
        WINDOW.check("window", window);
        Range.SHARE.check("no_consensus_share", noConsensusShare);
        Range.SHARE.check("timeout_share", timeoutShare);
        Range.SHARE.check("quarantined_share", quarantinedShare);
        UNRECORDED.check("unrecorded_max", unrecordedMax);
    }

    void outline(Outline to) {
        to.put("window", window);
        to.put("no_consensus_share", noConsensusShare);
        to.put("timeout_share", timeoutShare);
        to.put("quarantined_share", quarantinedShare);
        to.put("unrecorded_max", unrecordedMax);
    }
}
