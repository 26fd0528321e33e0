package io.quorate.engine.poll;

import io.quorate.engine.Ids;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import java.util.concurrent.Executor;

/// What polls use of the world, and what they have seen of it.
///
/// @param threads run what may take its time: one task for each agent that is asked
/// @param paces how fast agents have answered, for all who ask them
public record Means(
        Validators validators,
        Ticker ticker,
        Ids ids,
        Signals signals,
        Executor threads,
        Paces paces) {

    /// Nothing has been seen yet.
    public Means(Validators validators, Ticker ticker, Ids ids, Signals signals, Executor threads) {
        this(validators, ticker, ids, signals, threads, new Paces());
    }

    /// The same for one call.
    public Means ofCall() {
        return new Means(validators, ticker.steady(), ids, signals, threads, paces);
    }
}
