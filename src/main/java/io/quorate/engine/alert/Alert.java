package io.quorate.engine.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A limit that is crossed.
///
/// @param raised when
/// @param measured how things were when they were looked at last
/// @param withinSince since when the limit has been kept, on a clock that never goes back, in
///   nanoseconds; empty while it is crossed
public record Alert(Instant raised, Measured measured, Optional<Long> withinSince) {

    /// What becomes of an alert, or of its absence.
    ///
    /// @param now the time of day
    /// @param nanos the same moment on the clock that never goes back
    /// @param calm how long a limit has to be kept before its alert ends
    static Optional<Alert> next(
            Optional<Alert> before, Measured measured, Instant now, long nanos, Duration calm) {
        if (before.isEmpty()) {
            return measured.isBeyondTheLimit() && measured.isNoChance()
                    ? Optional.of(new Alert(now, measured, Optional.empty()))
                    : Optional.empty();
        }
        Instant raised = before.get().raised();
        if (measured.isBeyondTheLimit()) {
            return Optional.of(new Alert(raised, measured, Optional.empty()));
        }
        long since = before.get().withinSince().orElse(nanos);
        return nanos - since >= calm.toNanos()
                ? Optional.empty()
                : Optional.of(new Alert(raised, measured, Optional.of(since)));
    }
}
