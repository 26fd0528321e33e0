package io.quorate.core.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// The values that a setting may have, with the words that say so.
///
/// @param openBelow whether `low` itself is already outside
public record Range<T extends Comparable<T>>(T low, Openness openBelow, T high) {

    /// Whether the lower end belongs to the range.
    public enum Openness {
        OPEN,
        CLOSED
    }

    public static final Range<BigDecimal> SHARE = between(BigDecimal.ZERO, BigDecimal.ONE);
    public static final Range<BigDecimal> MAJORITY = above(new BigDecimal("0.5"), BigDecimal.ONE);

    public Range {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("the low end lies above the high end");
        }
    }

    public static <T extends Comparable<T>> Range<T> between(T low, T high) {
        return new Range<>(low, Openness.CLOSED, high);
    }

    public static <T extends Comparable<T>> Range<T> above(T low, T high) {
        return new Range<>(low, Openness.OPEN, high);
    }

    public static Range<BigDecimal> between(String low, String high) {
        return between(new BigDecimal(low), new BigDecimal(high));
    }

    public static Range<BigDecimal> above(String low, String high) {
        return above(new BigDecimal(low), new BigDecimal(high));
    }

    public boolean contains(T value) {
        int aboveLow = value.compareTo(low);
        return (openBelow == Openness.OPEN ? aboveLow > 0 : aboveLow >= 0)
                && value.compareTo(high) <= 0;
    }

    /// What is wrong with a value; empty if nothing is.
    public Optional<PolicyProblem> problem(String path, T value) {
        return contains(value)
                ? Optional.empty()
                : Optional.of(
                        new PolicyProblem(path, "is " + words(value), "must be " + description()));
    }

    /// The range in words that follow "must be".
    public String description() {
        return openBelow == Openness.OPEN
                ? "above " + words(low) + " and at most " + words(high)
                : "from " + words(low) + " to " + words(high);
    }

    T check(String path, T value) {
        problem(path, value)
                .ifPresent(problem -> {
                    throw new InvalidPolicy(problem);
                });
        return value;
    }

    private static String words(Object value) {
        return switch (value) {
            case Duration duration -> Outline.text(duration);
            case BigDecimal decimal -> Outline.text(decimal);
            default -> value.toString();
        };
    }
}
