package io.quorate.engine.monitoring;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Results;
import io.quorate.engine.trail.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers how well decisions were made.
///
/// Safe for any number of threads; a call never blocks.
public final class Monitoring {
    /// How many labelled decisions are read at a time.
    public static final int PAGE = 1_000;

    private final MonitoringStore store;
    private final Ticker ticker;
    private final Results results;

    /// @param retryAfter when a refused caller is told to come back
    public Monitoring(MonitoringStore store, Ticker ticker, Signals signals, Duration retryAfter) {
        this.store = store;
        this.ticker = ticker;
        results = new Results(signals, retryAfter);
    }

    /// Who may do what to the tables of the log.
    public CompletionStage<Result<Handbook.Roles>> roles() {
        return store.roles().thenApply(results::of);
    }

    public CompletionStage<Result<Indicators>> indicators(TimeRange range, Indicators.Cut cut) {
        return store.indicators(range, cut).thenApply(results::of);
    }

    /// What a deployer has to know of a span of time, as far as it has passed.
    public CompletionStage<Result<DeployersReport>> report(TimeRange wanted) {
        TimeRange range = wanted.until(ticker.now());
        return indicators(range, Indicators.Cut.MONTH)
                .thenCompose(counted ->
                        switch (counted) {
                            case Result.Found<Indicators>(Indicators indicators) ->
                                    report(range, indicators);
                            case Result.Refused<Indicators>(Refusal refusal) ->
                                    CompletableFuture.completedStage(new Result.Refused<>(refusal));
                        });
    }

    private CompletionStage<Result<DeployersReport>> report(
            TimeRange range, Indicators indicators) {
        Instant created = ticker.now().truncatedTo(ChronoUnit.SECONDS);
        return store.activity(range)
                .thenApply(answer ->
                        results.of(
                                answer.map(activity ->
                                        new DeployersReport(
                                                range, created, indicators, activity))));
    }

    /// A page that is not full is the last one.
    public CompletionStage<Result<List<LabelledDecision>>> labelled(TimeRange range, long after) {
        return store.labelled(range, after, PAGE).thenApply(results::of);
    }
}
