package io.quorate.engine.keeping;

import io.quorate.core.audit.keeping.KeepingRecord;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.keeping.RetentionStore.Lifted;
import io.quorate.engine.keeping.RetentionStore.Placed;
import io.quorate.engine.trail.Inquiries.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Places holds by order, lifts them, and tells which stand.
///
/// Safe for any number of threads; a call never blocks.
public final class Holds {
    private final RetentionStore store;
    private final Orders orders;

    /// @param retryAfter when a refused caller is told to come back
    public Holds(
            RetentionStore store,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Duration retryAfter) {
        this.store = store;
        this.orders = new Orders(ledger, ticker, ids, signals, retryAfter);
    }

    public CompletionStage<Result<Hold>> place(Hold.Placing placing) {
        Instant now = orders.now();
        return store.place(placing, now, this::record)
                .thenCompose(answer ->
                        orders.result(
                                answer,
                                placed ->
                                        switch (placed) {
                                            case Placed.Stands(Hold hold) -> Orders.found(hold);
                                            case Placed.NameTaken(HoldId id) ->
                                                    orders.refused(new Refusal.HoldNameTaken(id));
                                            case Placed.UnknownDecision(DecisionId id) ->
                                                    orders.refused(new Refusal.UnknownDecision(id));
                                            case Placed.Unrecorded() ->
                                                    orders.unrecorded("the hold");
                                        }));
    }

    public CompletionStage<Result<HoldId>> lift(Hold.Lifting lifting) {
        Instant now = orders.now();
        return store.lift(
                        lifting.id(),
                        now,
                        id ->
                                orders.record(
                                                lifting.operator(),
                                                lifting.reason(),
                                                order ->
                                                        new KeepingRecord.Lifted(
                                                                orders.origin(), now, order, id))
                                        .thenApply(Orders::recorded))
                .thenCompose(answer ->
                        orders.result(
                                answer,
                                lifted ->
                                        switch (lifted) {
                                            case Lifted.Done(HoldId id) -> Orders.found(id);
                                            case Lifted.Unknown(HoldId id) ->
                                                    orders.refused(new Refusal.UnknownHold(id));
                                            case Lifted.Unrecorded() ->
                                                    orders.unrecorded("lifting the hold");
                                        }));
    }

    /// The holds that stand, the oldest first.
    public CompletionStage<Result<List<Hold>>> standing() {
        return store.holds().thenCompose(answer -> orders.result(answer, Orders::found));
    }

    private CompletionStage<Archive.Recorded> record(Hold hold) {
        return orders.record(
                        hold.operator(),
                        hold.reason(),
                        order ->
                                new KeepingRecord.Held(
                                        orders.origin(),
                                        hold.placedAt(),
                                        order,
                                        hold.id(),
                                        hold.from(),
                                        hold.to(),
                                        hold.decision()))
                .thenApply(Orders::recorded);
    }
}
