package io.quorate.engine.trail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A span of time, by what stands in the records themselves, in whole microseconds.
///
/// @param from its first moment
/// @param to the moment at which it has ended
public record TimeRange(Instant from, Instant to) {
    /// Before every record.
    public static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    public TimeRange {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span of time ends after it begins");
        }
    }

    /// As much of it as has ended by then, and never less than its first moment.
    public TimeRange until(Instant end) {
        Instant least = from.plus(1, ChronoUnit.MICROS);
        Instant cut = end.isBefore(least) ? least : end;
        return cut.isBefore(to) ? new TimeRange(from, cut) : this;
    }
}
