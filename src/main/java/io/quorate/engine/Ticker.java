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
}
