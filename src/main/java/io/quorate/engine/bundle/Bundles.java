package io.quorate.engine.bundle;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Receipts;
import io.quorate.engine.Refusal;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.bundle.BundleOrder.Decisions;
import io.quorate.engine.bundle.BundleOrder.IncidentDuring;
import io.quorate.engine.bundle.BundleOrder.IncidentOf;
import io.quorate.engine.bundle.BundleOrder.Records;
import io.quorate.engine.bundle.BundleStore.Detail;
import io.quorate.engine.bundle.BundleStore.Part;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Hands out part of the log by order.
///
/// Safe for any number of threads. Preparing a bundle never blocks; writing one does, so that it
/// goes as fast as whoever takes it.
public final class Bundles {
    /// How long before a decision something may have changed that bears on it.
    private static final Duration BEFORE = Duration.ofDays(1);

    /// How long after it something may have become known that bears on it.
    private static final Duration AFTER = Duration.ofDays(31);

    private static final int PAGE = 100;

    private final Bundle.Workshop workshop;
    private final Inquiries inquiries;
    private final Receipts receipts;
    private final Exports exports;
    private final Orders orders;

    /// @param keys those that sign this sidecar's log
    public Bundles(
            BundleStore store,
            SignedLogs logs,
            Inquiries inquiries,
            Receipts receipts,
            Orders orders,
            List<SigningKey> keys) {
        this.workshop = new Bundle.Workshop(store, logs, keys);
        this.inquiries = inquiries;
        this.receipts = receipts;
        this.exports = new Exports(orders);
        this.orders = orders;
    }

    /// Records the order, and gives what can then be written.
    public CompletionStage<Result<Bundle>> prepare(BundleOrder order) {
        return switch (order.wanted()) {
            case Records(TimeRange range, Optional<Origin> log) ->
                    workshop.store()
                            .parts(range, log)
                            .thenCompose(answer -> records(order, range, log, answer));
            case Decisions(DecisionQuery query) -> decisions(order, query.until(orders.now()));
            case IncidentOf(DecisionId decision) ->
                    receipts.find(decision).thenCompose(outcome -> incident(order, outcome));
            case IncidentDuring(TimeRange wanted) -> {
                TimeRange range = wanted.until(orders.now());
                yield workshop.store()
                        .parts(range, Optional.empty())
                        .thenCompose(answer -> incident(order, range, answer));
            }
        };
    }

    private CompletionStage<Result<Bundle>> records(
            BundleOrder order, TimeRange range, Optional<Origin> log, Answer<List<Part>> answer) {
        return orders.result(
                answer,
                parts ->
                        parts.isEmpty() && log.isPresent()
                                ? orders.refused(new Refusal.UnknownOrigin(log.get().value()))
                                : recorded(
                                        handout(order, Form.BUNDLE, range, log, List.of()),
                                        packing -> whole(parts, packing),
                                        count(parts)));
    }

    private CompletionStage<Result<Bundle>> decisions(BundleOrder order, DecisionQuery query) {
        return recorded(
                handout(
                        order,
                        Form.BUNDLE,
                        query.range(),
                        Optional.empty(),
                        Handout.conditions(query)),
                packing ->
                        Answers.each(
                                query,
                                PAGE,
                                inquiries::decisions,
                                row -> {
                                    var _ = packing.receipt(row.origin(), row.place().logIndex());
                                }),
                Optional.empty());
    }

    private CompletionStage<Result<Bundle>> incident(
            BundleOrder order, TimeRange range, Answer<List<Part>> answer) {
        return orders.result(
                answer,
                parts -> {
                    Handout handout =
                            handout(order, Form.INCIDENT_PACK, range, Optional.empty(), List.of());
                    return recorded(
                            handout,
                            new Incident(handout, orders.now(), inquiries).during(parts),
                            count(parts));
                });
    }

    private CompletionStage<Result<Bundle>> incident(BundleOrder order, Receipts.Outcome outcome) {
        return switch (outcome) {
            case Receipts.Outcome.Proven(Receipt receipt) -> {
                Fields leaf = Fields.of(JsonReader.read(receipt.leaf().orElseThrow()));
                Origin origin = new Origin(leaf.text("origin"));
                yield workshop.store()
                        .details(origin, receipt.index(), receipt.index() + 1)
                        .thenCompose(answer ->
                                orders.result(
                                        answer, details -> incident(order, receipt, details)));
            }
            case Receipts.Outcome.Refused(Refusal refusal) ->
                    CompletableFuture.completedStage(new Result.Refused<>(refusal));
        };
    }

    private CompletionStage<Result<Bundle>> incident(
            BundleOrder order, Receipt receipt, List<Detail> details) {
        DecisionLeaf leaf =
                new DecisionLeaf(
                        receipt.leaf().orElseThrow(),
                        details.stream().map(Detail::body).findFirst());
        Incident.Decided decided = new Incident.Decided(receipt, leaf.read(Map.of()), details);
        Instant at = decided.record().decidedAt();
        TimeRange range = new TimeRange(at.minus(BEFORE), at.plus(AFTER)).until(orders.now());
        Handout handout =
                handout(
                        order,
                        Form.INCIDENT_PACK,
                        range,
                        Optional.empty(),
                        List.of("decision_id " + decided.record().id()));
        return recorded(
                handout,
                new Incident(handout, orders.now(), inquiries).of(decided),
                Optional.empty());
    }

    private static void whole(List<Part> parts, Packing packing) throws BundleBroken {
        for (Part part : parts) {
            packing.records(part);
        }
    }

    private static Optional<Long> count(List<Part> parts) {
        return Optional.of(parts.stream().mapToLong(part -> part.end() - part.first()).sum());
    }

    private static Handout handout(
            BundleOrder order,
            Form form,
            TimeRange range,
            Optional<Origin> log,
            List<String> conditions) {
        return new Handout(form, range, log, conditions, order.operator(), order.reason());
    }

    private CompletionStage<Result<Bundle>> recorded(
            Handout handout, Bundle.Substance substance, Optional<Long> records) {
        return exports.recorded(
                handout, new Bundle(workshop, handout.range(), substance, records, orders.now()));
    }
}
