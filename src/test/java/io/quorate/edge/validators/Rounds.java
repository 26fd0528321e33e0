package io.quorate.edge.validators;

import io.quorate.core.policy.RoundPolicy;
import java.math.BigDecimal;
import java.time.Duration;

/// How rounds end in tests.
final class Rounds {
    /// With the last vote, so that every agent's conduct is on the record.
    static final RoundPolicy WAITING =
            new RoundPolicy(RoundPolicy.EarlyDecision.OFF, BigDecimal.ZERO, Duration.ZERO);

    private Rounds() {}
}
