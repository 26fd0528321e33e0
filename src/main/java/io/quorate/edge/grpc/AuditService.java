package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.core.audit.explanation.Explanation;
import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.core.protocol.DecisionId;
import io.quorate.edge.grpc.Paged.Part;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.DecisionWriter;
import io.quorate.edge.wire.RequestReader;
import io.quorate.edge.wire.TrailReader;
import io.quorate.edge.wire.TrailWriter;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.EraseContentRequest;
import io.quorate.edge.wire.v1.EraseContentResponse;
import io.quorate.edge.wire.v1.ExplainRequest;
import io.quorate.edge.wire.v1.ExplainResponse;
import io.quorate.edge.wire.v1.ExportDecisionsRequest;
import io.quorate.edge.wire.v1.ExportDecisionsResponse;
import io.quorate.edge.wire.v1.GetDecisionRequest;
import io.quorate.edge.wire.v1.GetDecisionResponse;
import io.quorate.edge.wire.v1.GetReceiptRequest;
import io.quorate.edge.wire.v1.GetReceiptResponse;
import io.quorate.edge.wire.v1.ListDecisionsRequest;
import io.quorate.edge.wire.v1.ListDecisionsResponse;
import io.quorate.edge.wire.v1.ListRecordsRequest;
import io.quorate.edge.wire.v1.ListRecordsResponse;
import io.quorate.engine.Decisions;
import io.quorate.engine.Ledger;
import io.quorate.engine.Receipts;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.bundle.ListingOrder;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.keeping.Erasures;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.RecordRow;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers what was decided and why, proves it, tells what changed, and erases content.
@GrpcService
final class AuditService implements BindableService {
    private final Decisions decisions;
    private final Inquiries inquiries;
    private final Receipts receipts;
    private final Erasures erasures;
    private final Exports exports;
    private final Unary<GetDecisionRequest, GetDecisionResponse> getDecision;
    private final Unary<GetReceiptRequest, GetReceiptResponse> getReceipt;
    private final Unary<ExplainRequest, ExplainResponse> explain;
    private final Unary<ListDecisionsRequest, ListDecisionsResponse> listDecisions;
    private final Unary<ListRecordsRequest, ListRecordsResponse> listRecords;
    private final Unary<EraseContentRequest, EraseContentResponse> eraseContent;
    private final Paged<ExportDecisionsRequest, ExportDecisionsResponse> exportDecisions;

    AuditService(
            Decisions decisions,
            Inquiries inquiries,
            Receipts receipts,
            Erasures erasures,
            Exports exports,
            Signals signals) {
        this.decisions = decisions;
        this.receipts = receipts;
        this.erasures = erasures;
        this.exports = exports;
        this.inquiries = inquiries;
        getDecision =
                new Unary<>(AuditServiceGrpc.getGetDecisionMethod(), this::getDecision, signals);
        getReceipt = new Unary<>(AuditServiceGrpc.getGetReceiptMethod(), this::getReceipt, signals);
        explain = new Unary<>(AuditServiceGrpc.getExplainMethod(), this::explain, signals);
        listDecisions =
                new Unary<>(
                        AuditServiceGrpc.getListDecisionsMethod(), this::listDecisions, signals);
        listRecords =
                new Unary<>(AuditServiceGrpc.getListRecordsMethod(), this::listRecords, signals);
        eraseContent =
                new Unary<>(AuditServiceGrpc.getEraseContentMethod(), this::eraseContent, signals);
        exportDecisions =
                new Paged<>(
                        AuditServiceGrpc.getExportDecisionsMethod(),
                        this::exportDecisions,
                        signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(
                AuditServiceGrpc.getServiceDescriptor(),
                getDecision,
                getReceipt,
                explain,
                listDecisions,
                listRecords,
                eraseContent,
                exportDecisions);
    }

    private CompletionStage<Outcome<GetDecisionResponse>> getDecision(GetDecisionRequest request) {
        return getDecision.answer(
                RequestReader.read(request), (DecisionId id) -> found(id, DecisionWriter::found));
    }

    private CompletionStage<Outcome<GetReceiptResponse>> getReceipt(GetReceiptRequest request) {
        return getReceipt.answer(
                RequestReader.read(request),
                (DecisionId id) -> receipts.find(id).thenApply(AuditService::outcome));
    }

    private static Outcome<GetReceiptResponse> outcome(Receipts.Outcome outcome) {
        return switch (outcome) {
            case Receipts.Outcome.Proven(var receipt) ->
                    new Outcome.Answer<>(
                            GetReceiptResponse.newBuilder().setReceipt(receipt.format()).build());
            case Receipts.Outcome.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    private CompletionStage<Outcome<ExplainResponse>> explain(ExplainRequest request) {
        return explain.answer(
                TrailReader.read(request),
                (DecisionId id) ->
                        found(
                                id,
                                stored -> TrailWriter.explained(Explanation.of(stored.record()))));
    }

    private CompletionStage<Outcome<ListDecisionsResponse>> listDecisions(
            ListDecisionsRequest request) {
        return listDecisions.answer(
                TrailReader.read(request),
                asked -> inquiries.decisions(asked).thenApply(outcome(TrailWriter::decisions)));
    }

    private CompletionStage<Outcome<ListRecordsResponse>> listRecords(ListRecordsRequest request) {
        return listRecords.answer(
                TrailReader.read(request),
                asked -> inquiries.records(asked).thenApply(outcome(TrailWriter::records)));
    }

    private CompletionStage<Outcome<EraseContentResponse>> eraseContent(
            EraseContentRequest request) {
        return eraseContent.answer(
                TrailReader.read(request),
                erasure -> erasures.erase(erasure).thenApply(outcome(TrailWriter::erased)));
    }

    private CompletionStage<Part<ExportDecisionsResponse>> exportDecisions(
            ExportDecisionsRequest request) {
        return switch (TrailReader.read(request)) {
            case Reading.Read<ListingOrder>(ListingOrder order) -> {
                Asked<DecisionQuery> asked =
                        new Asked<>(order.query(), Optional.empty(), Asked.RECORDS_MAX);
                yield inquiries
                        .decisionRecords(asked)
                        .thenCompose(first -> exports.recorded(order.as(Form.DECISIONS), first))
                        .thenApply(result -> part(asked, result));
            }
            case Reading.Refused<ListingOrder>(Refusal.InvalidFields refusal) ->
                    exportDecisions.refused(refusal);
        };
    }

    private Part<ExportDecisionsResponse> part(
            Asked<DecisionQuery> asked, Result<Page<RecordRow>> result) {
        return switch (result) {
            case Result.Found<Page<RecordRow>>(Page<RecordRow> page) ->
                    new Part.Messages<>(
                            page.rows().stream().map(TrailWriter::exported).toList(),
                            next(asked, page));
            case Result.Refused<Page<RecordRow>>(Refusal refusal) -> new Part.Refused<>(refusal);
        };
    }

    private Optional<Supplier<CompletionStage<Part<ExportDecisionsResponse>>>> next(
            Asked<DecisionQuery> asked, Page<RecordRow> page) {
        return page.next()
                .map(asked::from)
                .map(rest ->
                        () ->
                                inquiries
                                        .decisionRecords(rest)
                                        .thenApply(result -> part(rest, result)));
    }

    private <A> CompletionStage<Outcome<A>> found(
            DecisionId id, Function<Ledger.Stored, A> answer) {
        return decisions
                .find(id)
                .thenApply(finding ->
                        switch (finding) {
                            case Reply.Finding.Found(Ledger.Stored stored) ->
                                    new Outcome.Answer<>(answer.apply(stored));
                            case Reply.Finding.Refused(Refusal refusal) ->
                                    new Outcome.Refused<>(refusal);
                        });
    }

    static <T, A> Function<Result<T>, Outcome<A>> outcome(Function<T, A> answer) {
        return result ->
                switch (result) {
                    case Result.Found<T>(T value) -> new Outcome.Answer<>(answer.apply(value));
                    case Result.Refused<T>(Refusal refusal) -> new Outcome.Refused<>(refusal);
                };
    }
}
