package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.CanaryMessages;
import io.quorate.edge.wire.v1.AddCanaryRequest;
import io.quorate.edge.wire.v1.AddCanaryResponse;
import io.quorate.edge.wire.v1.CanaryServiceGrpc;
import io.quorate.edge.wire.v1.ListCanariesRequest;
import io.quorate.edge.wire.v1.ListCanariesResponse;
import io.quorate.edge.wire.v1.RetireCanaryRequest;
import io.quorate.edge.wire.v1.RetireCanaryResponse;
import io.quorate.edge.wire.v1.RevokeCanaryRequest;
import io.quorate.edge.wire.v1.RevokeCanaryResponse;
import io.quorate.engine.Signals;
import io.quorate.engine.canary.Canaries;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Adds, lists, retires and revokes canaries.
@GrpcService
final class CanaryService implements BindableService {
    private final Canaries canaries;
    private final Unary<AddCanaryRequest, AddCanaryResponse> add;
    private final Unary<ListCanariesRequest, ListCanariesResponse> list;
    private final Unary<RetireCanaryRequest, RetireCanaryResponse> retire;
    private final Unary<RevokeCanaryRequest, RevokeCanaryResponse> revoke;

    CanaryService(Canaries canaries, Signals signals) {
        this.canaries = canaries;
        add = new Unary<>(CanaryServiceGrpc.getAddCanaryMethod(), this::add, signals);
        list = new Unary<>(CanaryServiceGrpc.getListCanariesMethod(), this::list, signals);
        retire = new Unary<>(CanaryServiceGrpc.getRetireCanaryMethod(), this::retire, signals);
        revoke = new Unary<>(CanaryServiceGrpc.getRevokeCanaryMethod(), this::revoke, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(CanaryServiceGrpc.getServiceDescriptor(), add, list, retire, revoke);
    }

    private CompletionStage<Outcome<AddCanaryResponse>> add(AddCanaryRequest request) {
        return add.answer(
                CanaryMessages.read(request),
                wish ->
                        canaries.add(wish)
                                .thenApply(reply -> outcome(reply, CanaryMessages::added)));
    }

    private CompletionStage<Outcome<ListCanariesResponse>> list(ListCanariesRequest request) {
        return list.answer(
                CanaryMessages.read(request),
                after ->
                        canaries.list(after)
                                .thenApply(reply -> outcome(reply, CanaryMessages::listed)));
    }

    private CompletionStage<Outcome<RetireCanaryResponse>> retire(RetireCanaryRequest request) {
        return retire.answer(
                CanaryMessages.read(request),
                wish ->
                        canaries.retire(wish)
                                .thenApply(reply -> outcome(reply, CanaryMessages::retired)));
    }

    private CompletionStage<Outcome<RevokeCanaryResponse>> revoke(RevokeCanaryRequest request) {
        return revoke.answer(
                CanaryMessages.read(request),
                wish ->
                        canaries.revoke(wish)
                                .thenApply(reply -> outcome(reply, CanaryMessages::revoked)));
    }

    private static <T, A> Outcome<A> outcome(Canaries.Reply<T> reply, Function<T, A> message) {
        return switch (reply) {
            case Canaries.Reply.Given<T>(T value) -> new Outcome.Answer<>(message.apply(value));
            case Canaries.Reply.Refused<T>(var refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
