package io.quorate.core.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the deployment aims at: the deadline of each path, and the rates below which it alerts.
///
/// @param fast deadline of the fast path
/// @param standard the same for the standard path
/// @param complex the same for the complex path
/// @param successRate share of a pool's rounds that come to a consensus
/// @param detectionAccuracy of the agents that labels show to be worse or better than a guess, the
///   share that detection judges likewise
public record PerformanceTargets(
        Duration fast,
        Duration standard,
        Duration complex,
        BigDecimal successRate,
        BigDecimal detectionAccuracy) {
    public static final Range<Duration> LATENCY =
            Range.between(Duration.ofMillis(1), Duration.ofMinutes(10));
    public static final PerformanceTargets DEFAULT =
            new PerformanceTargets(
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofMillis(2_000),
                    new BigDecimal("0.995"),
                    new BigDecimal("0.999"));

    public PerformanceTargets {
        List<PolicyProblem> problems = new ArrayList<>();
        LATENCY.problem("fast_path_latency", fast).ifPresent(problems::add);
        LATENCY.problem("standard_path_latency", standard).ifPresent(problems::add);
        LATENCY.problem("complex_path_latency", complex).ifPresent(problems::add);
        Range.SHARE.problem("consensus_success_rate", successRate).ifPresent(problems::add);
        Range.SHARE
                .problem("byzantine_detection_accuracy", detectionAccuracy)
                .ifPresent(problems::add);
        if (standard.compareTo(fast) < 0) {
            problems.add(order("standard_path_latency", standard, "fast_path_latency", fast));
        }
        if (complex.compareTo(standard) < 0) {
            problems.add(order("complex_path_latency", complex, "standard_path_latency", standard));
        }
        InvalidPolicy.throwIfAny(problems);
    }

    /// How long a validation on this path may take.
    public Duration deadline(ValidationPath path) {
        return switch (path) {
            case FAST -> fast;
            case STANDARD -> standard;
            case COMPLEX -> complex;
        };
    }

    private static PolicyProblem order(
            String key, Duration value, String faster, Duration fasterValue) {
        return new PolicyProblem(
                key,
                "is " + Outline.text(value),
                "must not be below " + faster + ", which is " + Outline.text(fasterValue));
    }

    void outline(Outline to) {
        to.put("fast_path_latency", fast);
        to.put("standard_path_latency", standard);
        to.put("complex_path_latency", complex);
        to.put("consensus_success_rate", successRate);
        to.put("byzantine_detection_accuracy", detectionAccuracy);
    }
}
