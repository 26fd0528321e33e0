package io.quorate.engine;

import java.time.Duration;
import java.time.Instant;

/// Time of day counted on from a moment.
///
/// @param begun the time of day at that moment
/// @param since that moment in the ticker's nanoseconds
record SteadyTicker(Ticker ticker, Instant begun, long since) implements Ticker {
    @Override
    public Instant now() {
        return begun.plusNanos(nanos() - since);
    }

    @Override
    public long nanos() {
        return ticker.nanos();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        ticker.after(delay, task);
    }

    @Override
    public Ticker steady() {
        return this;
    }
}
