package io.quorate.engine.keeping;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.keeping.KeepingLeaf;
import io.quorate.core.audit.keeping.KeepingRecord;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Content;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Notice;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// What all orders about the keeping of the log have in common: the record of each in this
/// sidecar's log, and what is told when nothing comes of one.
///
/// @param retryAfter when a refused caller is told to come back
record Orders(Ledger ledger, Ticker ticker, Ids ids, Signals signals, Duration retryAfter) {

    Instant now() {
        return ticker.now().truncatedTo(ChronoUnit.MICROS);
    }

    Origin origin() {
        return ledger.origin();
    }

    /// Records an order with the reason that was given for it.
    CompletionStage<Noted> record(
            String operator, String reason, Function<KeepingRecord.Order, KeepingRecord> record) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        Content content = new Content(KeepingLeaf.REASON, ids.salt(), text);
        return note(
                record.apply(
                        new KeepingRecord.Order(operator, Commitment.of(content.salt(), text))),
                List.of(content));
    }

    CompletionStage<Noted> note(KeepingRecord record, List<Content> contents) {
        return ledger.note(
                new Notice(
                        KeepingLeaf.kind(record), record.at(), KeepingLeaf.of(record), contents));
    }

    static Archive.Recorded recorded(Noted noted) {
        return switch (noted) {
            case Noted.Placed _ -> Archive.Recorded.YES;
            case Noted.Unavailable _, Noted.Full _ -> Archive.Recorded.NO;
        };
    }

    /// What the store answered, or the refusal for its silence.
    <A, T> CompletionStage<Result<T>> result(
            Answer<A> answer, Function<A, CompletionStage<Result<T>>> given) {
        return switch (answer) {
            case Answer.Given<A>(A value) -> given.apply(value);
            case Answer.Unavailable<A>(String cause) ->
                    refused(new Refusal.AuditUnavailable(cause, retryAfter));
            case Answer.Full<A>() -> refused(new Refusal.Overloaded(retryAfter));
            case Answer.TimedOut<A>(Duration most) -> refused(new Refusal.QueryTimedOut(most));
        };
    }

    <T> CompletionStage<Result<T>> unrecorded(String what) {
        return refused(new Refusal.AuditUnavailable(what + " could not be recorded", retryAfter));
    }

    <T> CompletionStage<Result<T>> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return CompletableFuture.completedStage(new Result.Refused<>(refusal));
    }

    static <T> CompletionStage<Result<T>> found(T value) {
        return CompletableFuture.completedStage(new Result.Found<>(value));
    }
}
