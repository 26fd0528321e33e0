package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.KeepingWriter;
import io.quorate.edge.wire.v1.GetRetentionRequest;
import io.quorate.edge.wire.v1.GetRetentionResponse;
import io.quorate.edge.wire.v1.KeepingServiceGrpc;
import io.quorate.edge.wire.v1.LiftHoldRequest;
import io.quorate.edge.wire.v1.LiftHoldResponse;
import io.quorate.edge.wire.v1.ListHoldsRequest;
import io.quorate.edge.wire.v1.ListHoldsResponse;
import io.quorate.edge.wire.v1.PlaceHoldRequest;
import io.quorate.edge.wire.v1.PlaceHoldResponse;
import io.quorate.engine.Signals;
import io.quorate.engine.keeping.Holds;
import io.quorate.engine.keeping.Retention;
import java.util.concurrent.CompletionStage;

/// Says what of the log must not go, and for how long the rest is kept.
@GrpcService
final class KeepingService implements BindableService {
    private final Holds holds;
    private final Unary<PlaceHoldRequest, PlaceHoldResponse> placeHold;
    private final Unary<LiftHoldRequest, LiftHoldResponse> liftHold;
    private final Unary<ListHoldsRequest, ListHoldsResponse> listHolds;
    private final Unary<GetRetentionRequest, GetRetentionResponse> getRetention;

    KeepingService(Holds holds, Retention retention, Signals signals) {
        this.holds = holds;
        placeHold = new Unary<>(KeepingServiceGrpc.getPlaceHoldMethod(), this::placeHold, signals);
        liftHold = new Unary<>(KeepingServiceGrpc.getLiftHoldMethod(), this::liftHold, signals);
        listHolds =
                new Unary<>(
                        KeepingServiceGrpc.getListHoldsMethod(),
                        _ ->
                                holds.standing()
                                        .thenApply(AuditService.outcome(KeepingWriter::listed)),
                        signals);
        getRetention =
                new Unary<>(
                        KeepingServiceGrpc.getGetRetentionMethod(),
                        _ ->
                                retention
                                        .keeping()
                                        .thenApply(AuditService.outcome(KeepingWriter::kept)),
                        signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(
                KeepingServiceGrpc.getServiceDescriptor(),
                placeHold,
                liftHold,
                listHolds,
                getRetention);
    }

    private CompletionStage<Outcome<PlaceHoldResponse>> placeHold(PlaceHoldRequest request) {
        return placeHold.answer(
                KeepingWriter.read(request),
                placing ->
                        holds.place(placing)
                                .thenApply(AuditService.outcome(KeepingWriter::placed)));
    }

    private CompletionStage<Outcome<LiftHoldResponse>> liftHold(LiftHoldRequest request) {
        return liftHold.answer(
                KeepingWriter.read(request),
                lifting ->
                        holds.lift(lifting).thenApply(AuditService.outcome(KeepingWriter::lifted)));
    }
}
