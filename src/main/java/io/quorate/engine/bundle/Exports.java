package io.quorate.engine.bundle;

import io.quorate.core.audit.keeping.KeepingRecord.Exported;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.Inquiries.Result;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Records whatever is handed out of the log.
///
/// Safe for any number of threads; a call never blocks.
public final class Exports {
    private final Orders orders;

    public Exports(Orders orders) {
        this.orders = orders;
    }

    /// What is to be handed out, once the log says so; where there is nothing, the refusal.
    public <T> CompletionStage<Result<T>> recorded(Handout handout, Result<T> found) {
        return switch (found) {
            case Result.Found<T>(T value) -> recorded(handout, value);
            case Result.Refused<T> refused -> CompletableFuture.completedStage(refused);
        };
    }

    <T> CompletionStage<Result<T>> recorded(Handout handout, T value) {
        Instant now = orders.now();
        return orders.record(
                        handout.operator(),
                        handout.reason(),
                        why ->
                                new Exported(
                                        orders.origin(),
                                        now,
                                        why,
                                        handout.form(),
                                        handout.range().from(),
                                        handout.range().to(),
                                        handout.log(),
                                        handout.conditions()))
                .thenCompose(noted ->
                        switch (noted) {
                            case Noted.Placed _ -> Orders.found(value);
                            case Noted.Unavailable _, Noted.Full _ ->
                                    orders.unrecorded("the export");
                        });
    }
}
