package io.quorate.engine.monitoring;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was decided beside what turned out to be right: one element of the data that is looked at
/// after a system is on the market.
///
/// @param number its place among all labels, in the order in which they came
/// @param source who says so: a canary, an outcome, a review
public record LabelledDecision(
        long number,
        String decision,
        Instant decidedAt,
        String pool,
        String verdict,
        Optional<String> choice,
        OptionalDouble confidence,
        OptionalDouble agreement,
        String policy,
        String right,
        String source,
        Instant labelledAt) {}
