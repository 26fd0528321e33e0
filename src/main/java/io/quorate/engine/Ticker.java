package io.quorate.engine;

import java.time.Duration;
import java.time.Instant;

/// Time, as the engine sees it.
public interface Ticker {
    /// The time of day; it MAY jump.
    Instant now();

    /// Nanoseconds since some moment; MUST never go back. Only differences mean anything.
    long nanos();

    /// Runs a task once, after a delay; MUST NOT run it on the calling thread.
    void after(Duration delay, Runnable task);

    /// The same without jumps from now on: what lasts as long as a call keeps the time that it
    /// began with, so that a clock that is set meanwhile makes nobody early or late.
    default Ticker steady() {
        return new SteadyTicker(this, now(), nanos());
    }
}
