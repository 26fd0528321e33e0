package io.quorate.engine.monitoring;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries.Result;
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
    private final Signals signals;
    private final Duration retryAfter;

    /// @param retryAfter when a refused caller is told to come back
    public Monitoring(MonitoringStore store, Signals signals, Duration retryAfter) {
        this.store = store;
        this.signals = signals;
        this.retryAfter = retryAfter;
    }

    /// Who may do what to the tables of the log.
    public CompletionStage<Result<Handbook.Roles>> roles() {
        return store.roles().thenApply(this::result);
    }

    public CompletionStage<Result<Indicators>> indicators(TimeRange range, Indicators.Cut cut) {
        return store.indicators(range, cut).thenApply(this::result);
    }

    /// A page that is not full is the last one.
    public CompletionStage<Result<List<LabelledDecision>>> labelled(TimeRange range, long after) {
        return store.labelled(range, after, PAGE).thenApply(this::result);
    }

    private <T> Result<T> result(Answer<T> answer) {
        return switch (answer) {
            case Answer.Given<T>(T value) -> new Result.Found<>(value);
            case Answer.Unavailable<T>(String cause) ->
                    refused(new Refusal.AuditUnavailable(cause, retryAfter));
            case Answer.Full<T>() -> refused(new Refusal.Overloaded(retryAfter));
            case Answer.TimedOut<T>(Duration most) -> refused(new Refusal.QueryTimedOut(most));
        };
    }

    private <T> Result<T> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Result.Refused<>(refusal);
    }
}
