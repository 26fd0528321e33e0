package io.quorate.engine.bundle;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Refusal;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.bundle.BundleOrder.Decisions;
import io.quorate.engine.bundle.BundleOrder.Records;
import io.quorate.engine.bundle.BundleStore.Part;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Hands out part of the log by order.
///
/// Safe for any number of threads. Preparing a bundle never blocks; writing one does, so that it
/// goes as fast as whoever takes it.
public final class Bundles {
    private final BundleStore store;
    private final SignedLogs logs;
    private final Inquiries inquiries;
    private final Exports exports;
    private final List<SigningKey> keys;
    private final Orders orders;

    /// @param keys those that sign this sidecar's log
    public Bundles(
            BundleStore store,
            SignedLogs logs,
            Inquiries inquiries,
            Orders orders,
            List<SigningKey> keys) {
        this.store = store;
        this.logs = logs;
        this.inquiries = inquiries;
        this.exports = new Exports(orders);
        this.keys = List.copyOf(keys);
        this.orders = orders;
    }

    /// Records the order, and gives what can then be written.
    public CompletionStage<Result<Bundle>> prepare(BundleOrder order) {
        return switch (order.wanted()) {
            case Records wanted ->
                    store.parts(wanted.range(), wanted.log())
                            .thenCompose(answer -> prepare(order, wanted.log(), answer));
            case Decisions _ -> recorded(order, List.of());
        };
    }

    private CompletionStage<Result<Bundle>> prepare(
            BundleOrder order, Optional<Origin> log, Answer<List<Part>> answer) {
        return orders.result(
                answer,
                parts ->
                        parts.isEmpty() && log.isPresent()
                                ? orders.refused(new Refusal.UnknownOrigin(log.get().value()))
                                : recorded(order, parts));
    }

    private CompletionStage<Result<Bundle>> recorded(BundleOrder order, List<Part> parts) {
        return exports.record(order)
                .thenApply(result ->
                        switch (result) {
                            case Result.Found<Exports.Recorded> _ ->
                                    new Result.Found<>(
                                            new Bundle(
                                                    order.wanted(),
                                                    parts,
                                                    store,
                                                    logs,
                                                    inquiries,
                                                    keys,
                                                    orders.now()));
                            case Result.Refused<Exports.Recorded>(Refusal refusal) ->
                                    new Result.Refused<>(refusal);
                        });
    }
}
