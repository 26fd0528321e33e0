package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.core.protocol.DecisionId;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.DecisionWriter;
import io.quorate.edge.wire.RequestReader;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.GetDecisionRequest;
import io.quorate.edge.wire.v1.GetDecisionResponse;
import io.quorate.edge.wire.v1.GetReceiptRequest;
import io.quorate.edge.wire.v1.GetReceiptResponse;
import io.quorate.engine.Decisions;
import io.quorate.engine.Receipts;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import java.util.concurrent.CompletionStage;

/// Answers what was decided, and proves it.
@GrpcService
final class AuditService implements BindableService {
    private final Decisions decisions;
    private final Receipts receipts;
    private final Unary<GetDecisionRequest, GetDecisionResponse> getDecision;
    private final Unary<GetReceiptRequest, GetReceiptResponse> getReceipt;

    AuditService(Decisions decisions, Receipts receipts, Signals signals) {
        this.decisions = decisions;
        this.receipts = receipts;
        this.getDecision =
                new Unary<>(AuditServiceGrpc.getGetDecisionMethod(), this::getDecision, signals);
        this.getReceipt =
                new Unary<>(AuditServiceGrpc.getGetReceiptMethod(), this::getReceipt, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(AuditServiceGrpc.getServiceDescriptor(), getDecision, getReceipt);
    }

    private CompletionStage<Outcome<GetDecisionResponse>> getDecision(GetDecisionRequest request) {
        return switch (RequestReader.read(request)) {
            case Reading.Read<DecisionId>(DecisionId id) ->
                    decisions.find(id).thenApply(AuditService::outcome);
            case Reading.Refused<DecisionId>(Refusal.InvalidFields refusal) ->
                    getDecision.refused(refusal);
        };
    }

    private static Outcome<GetDecisionResponse> outcome(Reply.Finding finding) {
        return switch (finding) {
            case Reply.Finding.Found(var stored) ->
                    new Outcome.Answer<>(DecisionWriter.found(stored));
            case Reply.Finding.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    private CompletionStage<Outcome<GetReceiptResponse>> getReceipt(GetReceiptRequest request) {
        return switch (RequestReader.read(request)) {
            case Reading.Read<DecisionId>(DecisionId id) ->
                    receipts.find(id).thenApply(AuditService::outcome);
            case Reading.Refused<DecisionId>(Refusal.InvalidFields refusal) ->
                    getReceipt.refused(refusal);
        };
    }

    private static Outcome<GetReceiptResponse> outcome(Receipts.Outcome outcome) {
        return switch (outcome) {
            case Receipts.Outcome.Proven(var receipt) ->
                    new Outcome.Answer<>(
                            GetReceiptResponse.newBuilder().setReceipt(receipt.format()).build());
            case Receipts.Outcome.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
