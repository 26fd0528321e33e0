package io.quorate.engine.keeping;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.keeping.KeepingLeaf;
import io.quorate.core.audit.keeping.KeepingRecord;
import io.quorate.core.audit.keeping.KeepingRecord.Erased;
import io.quorate.core.audit.keeping.KeepingRecord.Scope;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Content;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.keeping.Archive.Erasing;
import io.quorate.engine.keeping.Archive.Recorded;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Erases content by order, part by part, each part with a record of its own.
///
/// Safe for any number of threads; a call never blocks.
public final class Erasures {
    private final Archive archive;
    private final Ledger ledger;
    private final Ticker ticker;
    private final Ids ids;
    private final Signals signals;
    private final Duration retryAfter;

    /// @param retryAfter when a refused caller is told to come back
    public Erasures(
            Archive archive,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Duration retryAfter) {
        this.archive = archive;
        this.ledger = ledger;
        this.ticker = ticker;
        this.ids = ids;
        this.signals = signals;
        this.retryAfter = retryAfter;
    }

    /// Erases, and tells how many decisions lost their content. What was erased before a refusal
    /// stays erased and recorded; the same order again erases the rest.
    public CompletionStage<Result<Long>> erase(Erasure erasure) {
        return erase(erasure, 0);
    }

    private CompletionStage<Result<Long>> erase(Erasure erasure, long before) {
        return archive.erase(
                        erasure.target(),
                        Erased.DECISIONS_MAX,
                        decisions -> record(erasure, decisions))
                .thenCompose(answer -> next(erasure, before, answer));
    }

    private CompletionStage<Result<Long>> next(
            Erasure erasure, long before, Answer<Erasing> answer) {
        return switch (answer) {
            case Answer.Given<Erasing>(Erasing.Erased(var decisions)) -> {
                long erased = before + decisions.size();
                yield decisions.size() < Erased.DECISIONS_MAX
                        ? CompletableFuture.completedStage(new Result.Found<>(erased))
                        : erase(erasure, erased);
            }
            case Answer.Given<Erasing>(Erasing.UnknownDecision(DecisionId id)) ->
                    refused(new Refusal.UnknownDecision(id));
            case Answer.Given<Erasing>(Erasing.Unrecorded _) ->
                    refused(
                            new Refusal.AuditUnavailable(
                                    "the erasure could not be recorded", retryAfter));
            case Answer.Unavailable<Erasing>(String cause) ->
                    refused(new Refusal.AuditUnavailable(cause, retryAfter));
            case Answer.Full<Erasing>() -> refused(new Refusal.Overloaded(retryAfter));
            case Answer.TimedOut<Erasing>(Duration most) ->
                    refused(new Refusal.QueryTimedOut(most));
        };
    }

    private CompletionStage<Recorded> record(Erasure erasure, List<DecisionId> decisions) {
        byte[] reason = erasure.reason().getBytes(StandardCharsets.UTF_8);
        Content content = new Content(KeepingLeaf.REASON, ids.salt(), reason);
        Instant now = ticker.now().truncatedTo(ChronoUnit.MICROS);
        KeepingRecord record =
                new Erased(
                        ledger.origin(),
                        now,
                        new KeepingRecord.Order(
                                erasure.operator(), Commitment.of(content.salt(), reason)),
                        scope(erasure.target()),
                        decisions);
        Notice notice =
                new Notice(KeepingLeaf.kind(record), now, KeepingLeaf.of(record), List.of(content));
        return ledger.note(notice)
                .thenApply(noted ->
                        switch (noted) {
                            case Ledger.Noted.Placed _ -> Recorded.YES;
                            case Ledger.Noted.Unavailable _, Ledger.Noted.Full _ -> Recorded.NO;
                        });
    }

    private static Scope scope(Erasure.Target target) {
        return switch (target) {
            case Erasure.OfDecision _ -> Scope.DECISION;
            case Erasure.OfSubject _ -> Scope.SUBJECT;
        };
    }

    private <T> CompletionStage<Result<T>> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return CompletableFuture.completedStage(new Result.Refused<>(refusal));
    }
}
