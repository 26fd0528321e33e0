package io.quorate.core.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// Submissions with a known answer, mixed into the traffic to learn who can be relied on.
///
/// @param file where they are; without one there are those that operators added
/// @param share of the traffic
/// @param repeatAfter how long an agent is not shown the same canary again
public record CanaryPolicy(Optional<String> file, BigDecimal share, Duration repeatAfter) {
    public static final Range<BigDecimal> SHARE = Range.between("0", "0.5");
    public static final Range<Duration> REPEAT_AFTER =
            Range.between(Duration.ofHours(1), Duration.ofDays(3650));
    public static final CanaryPolicy DEFAULT =
            new CanaryPolicy(Optional.empty(), new BigDecimal("0.05"), Duration.ofDays(30));

    public CanaryPolicy {
        SHARE.check("share", share);
        REPEAT_AFTER.check("repeat_after", repeatAfter);
    }

    void outline(Outline to) {
        to.putText("file", file);
        to.put("share", share);
        to.put("repeat_after", repeatAfter);
    }
}
