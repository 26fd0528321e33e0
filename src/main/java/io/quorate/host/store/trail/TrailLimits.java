package io.quorate.host.store.trail;

import java.time.Duration;

/// How much is read from the log at a time.
///
/// @param queriesMax queries that run at a time, each on a connection of the pool
/// @param waitingMax queries that may wait
/// @param patience how long one statement may take
public record TrailLimits(int queriesMax, int waitingMax, Duration patience) {
    public static final TrailLimits DEFAULT = new TrailLimits(2, 32, Duration.ofSeconds(10));

    /// For orders that change what is kept: one at a time.
    public static final TrailLimits KEEPING = new TrailLimits(1, 8, Duration.ofSeconds(30));

    /// For removing what need not be kept any longer: a month of a busy log at a time.
    public static final TrailLimits REMOVING = new TrailLimits(1, 1, Duration.ofMinutes(30));

    public TrailLimits {
        if (queriesMax < 1 || waitingMax < 0) {
            throw new IllegalArgumentException("at least one query must be possible");
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("a time to wait is positive");
        }
    }
}
