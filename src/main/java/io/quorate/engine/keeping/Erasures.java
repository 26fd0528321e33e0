package io.quorate.engine.keeping;

import io.quorate.core.audit.keeping.KeepingRecord;
import io.quorate.core.audit.keeping.KeepingRecord.Erased;
import io.quorate.core.audit.keeping.KeepingRecord.Scope;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.keeping.Archive.Erasing;
import io.quorate.engine.keeping.Archive.Recorded;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Erases content by order, part by part, each part with a record of its own.
///
/// Safe for any number of threads; a call never blocks.
public final class Erasures {
    private final Archive archive;
    private final Orders orders;

    /// @param retryAfter when a refused caller is told to come back
    public Erasures(
            Archive archive,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Duration retryAfter) {
        this.archive = archive;
        this.orders = new Orders(ledger, ticker, ids, signals, retryAfter);
    }

    /// What an order came to.
    ///
    /// @param erased decisions that lost their content
    /// @param held decisions that kept it, because a hold stands
    public record Done(long erased, long held) {}

    /// Erases. What was erased before a refusal stays erased and recorded; the same order again
    /// erases the rest.
    public CompletionStage<Result<Done>> erase(Erasure erasure) {
        return erase(erasure, 0);
    }

    private CompletionStage<Result<Done>> erase(Erasure erasure, long before) {
        return archive.erase(
                        erasure.target(),
                        Erased.DECISIONS_MAX,
                        decisions -> record(erasure, decisions))
                .thenCompose(answer -> next(erasure, before, answer));
    }

    private CompletionStage<Result<Done>> next(
            Erasure erasure, long before, Answer<Erasing> answer) {
        return orders.result(
                answer,
                erasing ->
                        switch (erasing) {
                            case Erasing.Erased(var decisions, long held) -> {
                                long erased = before + decisions.size();
                                yield decisions.size() < Erased.DECISIONS_MAX
                                        ? Orders.found(new Done(erased, held))
                                        : erase(erasure, erased);
                            }
                            case Erasing.UnknownDecision(DecisionId id) ->
                                    orders.refused(new Refusal.UnknownDecision(id));
                            case Erasing.Held(DecisionId id, HoldId hold) ->
                                    orders.refused(new Refusal.DecisionHeld(id, hold));
                            case Erasing.Unrecorded() -> orders.unrecorded("the erasure");
                        });
    }

    private CompletionStage<Recorded> record(Erasure erasure, List<DecisionId> decisions) {
        Instant now = orders.now();
        return orders.record(
                        erasure.operator(),
                        erasure.reason(),
                        order ->
                                new KeepingRecord.Erased(
                                        orders.origin(),
                                        now,
                                        order,
                                        scope(erasure.target()),
                                        decisions))
                .thenApply(Orders::recorded);
    }

    private static Scope scope(Erasure.Target target) {
        return switch (target) {
            case Erasure.OfDecision _ -> Scope.DECISION;
            case Erasure.OfSubject _ -> Scope.SUBJECT;
        };
    }
}
