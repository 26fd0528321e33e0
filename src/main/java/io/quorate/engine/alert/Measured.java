package io.quorate.engine.alert;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.PoolId;
import java.math.BigDecimal;
import java.util.Optional;

/// How things are, against a limit.
///
/// @param pool empty for the whole sidecar
/// @param beyond how many are as they should not be
/// @param all of how many
/// @param limit the policy's value
public record Measured(
        Concern concern, Optional<PoolId> pool, long beyond, long all, BigDecimal limit) {
    /// How probable so many may at most be by chance.
    private static final double CHANCE_MAX = 0.001;

    /// Whether this is more than the limit allows.
    boolean isBeyondTheLimit() {
        return switch (concern) {
            case UNRECORDED_MAX -> BigDecimal.valueOf(beyond).compareTo(limit) > 0;
            case NO_CONSENSUS_SHARE,
                    TIMEOUT_SHARE,
                    QUARANTINED_SHARE,
                    CONSENSUS_SUCCESS_RATE,
                    BYZANTINE_DETECTION_ACCURACY ->
                    BigDecimal.valueOf(beyond)
                                    .compareTo(allowed().multiply(BigDecimal.valueOf(all)))
                            > 0;
        };
    }

    /// Whether chance hardly explains it. What is counted whole is as it is; decisions are a sample
    /// of what the pool does.
    boolean isNoChance() {
        return switch (concern) {
            case UNRECORDED_MAX, QUARANTINED_SHARE, BYZANTINE_DETECTION_ACCURACY -> true;
            case NO_CONSENSUS_SHARE, TIMEOUT_SHARE, CONSENSUS_SUCCESS_RATE ->
                    // As many or more of a binomial law are as probable as this Beta law is low.
                    new Beta(beyond, all - beyond + 1.0).atMost(allowed().doubleValue())
                            < CHANCE_MAX;
        };
    }

    /// The share that may be beyond.
    private BigDecimal allowed() {
        return switch (concern) {
            case CONSENSUS_SUCCESS_RATE, BYZANTINE_DETECTION_ACCURACY ->
                    BigDecimal.ONE.subtract(limit);
            case NO_CONSENSUS_SHARE, TIMEOUT_SHARE, QUARANTINED_SHARE, UNRECORDED_MAX -> limit;
        };
    }

    /// For people.
    public String inWords() {
        String where = pool.map(id -> "pool " + id + ": ").orElse("");
        String limits = " (%s is %s)".formatted(concern.key(), limit.toPlainString());
        return where
                + switch (concern) {
                    case NO_CONSENSUS_SHARE ->
                            "%d of %d decisions without consensus".formatted(beyond, all);
                    case TIMEOUT_SHARE ->
                            "the deadline of %d of %d decisions passed".formatted(beyond, all);
                    case QUARANTINED_SHARE ->
                            "%d of %d seats lost to quarantine and exclusion"
                                    .formatted(beyond, all);
                    case UNRECORDED_MAX -> "%d decisions wait to be recorded".formatted(beyond);
                    case CONSENSUS_SUCCESS_RATE ->
                            "%d of %d rounds without consensus".formatted(beyond, all);
                    case BYZANTINE_DETECTION_ACCURACY ->
                            "labels contradict how %d of %d agents stand".formatted(beyond, all);
                }
                + limits;
    }
}
