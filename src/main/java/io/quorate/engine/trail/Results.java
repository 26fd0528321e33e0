package io.quorate.engine.trail;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.trail.Inquiries.Result;
import java.time.Duration;

/// Makes of what the log answered what a caller gets.
///
/// @param signals hears of each refusal
/// @param retryAfter when a refused caller is told to come back
public record Results(Signals signals, Duration retryAfter) {

    public <T> Result<T> of(Answer<T> answer) {
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
