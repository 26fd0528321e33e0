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
import io.quorate.engine.Decisions;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import java.util.concurrent.CompletionStage;

/// Answers what was decided.
@GrpcService
final class AuditService implements BindableService {
    private final Decisions decisions;
    private final Unary<GetDecisionRequest, GetDecisionResponse> getDecision;

    AuditService(Decisions decisions, Signals signals) {
        this.decisions = decisions;
        this.getDecision =
                new Unary<>(AuditServiceGrpc.getGetDecisionMethod(), this::getDecision, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(AuditServiceGrpc.getServiceDescriptor(), getDecision);
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
}
