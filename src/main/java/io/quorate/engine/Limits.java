package io.quorate.engine;

import java.time.Duration;

/// How much the engine takes on at a time.
///
/// @param callsMax calls that may be in flight; the next one is refused
/// @param retryAfter when a refused caller is told to come back
public record Limits(int callsMax, Duration retryAfter) {
    public static final Limits DEFAULT = new Limits(2_048, Duration.ofMillis(100));

    public Limits {
        if (callsMax < 1) {
            throw new IllegalArgumentException("at least one call must be possible");
        }
    }
}
