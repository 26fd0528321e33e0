package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A unary method: takes the request off the wire, asks for the outcome, and writes the one or the
/// other. What goes wrong in between is caught here and nowhere else.
///
/// @param signals hears of what is refused here; what the handler refuses it has told itself
record Unary<Q, A>(
        MethodDescriptor<Q, A> contract,
        Function<Q, CompletionStage<Outcome<A>>> handler,
        Signals signals)
        implements Method<Q, A> {

    /// As the wire contract says.
    static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

    /// What comes of a call.
    sealed interface Outcome<A> {
        record Answer<A>(A message) implements Outcome<A> {}

        record Refused<A>(Refusal refusal) implements Outcome<A> {}
    }

    @Override
    public ServerCallHandler<Inbound<Q>, A> called() {
        return ServerCalls.asyncUnaryCall(this::call);
    }

    private void call(Inbound<Q> request, StreamObserver<A> caller) {
        if (caller instanceof ServerCallStreamObserver<A> call) {
            // Without a handler, answering a caller that has gone would throw.
            call.setOnCancelHandler(() -> {});
        }
        var _ = settled(request).thenAccept(outcome -> write(outcome, caller));
    }

    /// What comes of a request; never fails.
    CompletionStage<Outcome<A>> settled(Inbound<Q> request) {
        return outcome(request).exceptionally(this::defect);
    }

    private CompletionStage<Outcome<A>> outcome(Inbound<Q> request) {
        try {
            return switch (request) {
                case Inbound.Legible<Q>(Q message) -> handler.apply(message);
                case Inbound.Refused<Q>(Refusal refusal) -> refused(refusal);
            };
        } catch (RuntimeException | Error bug) {
            return CompletableFuture.failedStage(bug);
        }
    }

    /// Asks the engine for what was read, unless reading it failed.
    <T> CompletionStage<Outcome<A>> answer(
            Reading<T> reading, Function<T, CompletionStage<Outcome<A>>> engine) {
        return switch (reading) {
            case Reading.Read<T>(T value) -> engine.apply(value);
            case Reading.Refused<T>(Refusal.InvalidFields refusal) -> refused(refusal);
        };
    }

    /// A refusal that this edge gives, without having asked the engine.
    private CompletionStage<Outcome<A>> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return CompletableFuture.completedStage(new Outcome.Refused<>(refusal));
    }

    private Outcome<A> defect(Throwable cause) {
        Refusal refusal = Incident.of(contract, cause);
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Outcome.Refused<>(refusal);
    }

    /// Nothing is left to tell the caller but the incident where even the answer cannot be written.
    void write(Outcome<A> outcome, StreamObserver<A> caller) {
        try {
            switch (outcome) {
                case Outcome.Answer<A>(A message) -> {
                    caller.onNext(message);
                    caller.onCompleted();
                }
                case Outcome.Refused<A>(Refusal refusal) ->
                        caller.onError(Refusals.status(refusal));
            }
        } catch (RuntimeException | Error bug) {
            caller.onError(
                    Status.INTERNAL
                            .withDescription(Incident.of(contract, bug).text())
                            .asRuntimeException());
        }
    }
}
