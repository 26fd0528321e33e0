package io.quorate.engine.monitoring;

import io.quorate.engine.Signals;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Results;
import io.quorate.engine.trail.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Answers how well decisions were made.
///
/// Safe for any number of threads; a call never blocks.
public final class Monitoring {
    /// How many labelled decisions are read at a time.
    public static final int PAGE = 1_000;

    private final MonitoringStore store;
    private final Results results;

    /// @param retryAfter when a refused caller is told to come back
    public Monitoring(MonitoringStore store, Signals signals, Duration retryAfter) {
        this.store = store;
        results = new Results(signals, retryAfter);
    }

    /// Who may do what to the tables of the log.
    public CompletionStage<Result<Handbook.Roles>> roles() {
        return store.roles().thenApply(results::of);
    }

    public CompletionStage<Result<Indicators>> indicators(TimeRange range, Indicators.Cut cut) {
        return store.indicators(range, cut).thenApply(results::of);
    }

    /// A page that is not full is the last one.
    public CompletionStage<Result<List<LabelledDecision>>> labelled(TimeRange range, long after) {
        return store.labelled(range, after, PAGE).thenApply(results::of);
    }
}
