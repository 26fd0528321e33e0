package io.quorate.engine.poll;

import io.quorate.engine.Ids;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import java.util.concurrent.Executor;

/// What polls use of the world.
///
/// @param threads run what may take its time: one task for each agent that is asked
public record Means(
        Validators validators, Ticker ticker, Ids ids, Signals signals, Executor threads) {
    /// The same for one call.
    public Means ofCall() {
        return new Means(validators, ticker.steady(), ids, signals, threads);
    }
}
