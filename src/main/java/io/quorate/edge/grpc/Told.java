package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.engine.Signals;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A method whose course is told to the caller before its answer comes.
///
/// @param handler gets whom to tell
record Told<Q, A>(
        MethodDescriptor<Q, A> contract,
        BiFunction<Q, Consumer<A>, CompletionStage<Outcome<A>>> handler,
        Signals signals)
        implements Method<Q, A> {

    @Override
    public ServerCallHandler<Inbound<Q>, A> called() {
        return ServerCalls.asyncServerStreamingCall(this::call);
    }

    private void call(Inbound<Q> request, StreamObserver<A> caller) {
        Telling<A> telling = new Telling<>((ServerCallStreamObserver<A>) caller);
        Unary<Q, A> answering =
                new Unary<>(contract, message -> handler.apply(message, telling::tell), signals);
        var _ =
                answering
                        .settled(request)
                        .thenAccept(outcome -> telling.end(() -> answering.write(outcome, caller)));
    }

    /// What is being told to one caller, by any thread. Events that the caller is not ready for are
    /// dropped; the answer is not.
    private static final class Telling<A> {
        private final ServerCallStreamObserver<A> caller;
        private boolean ended;

        Telling(ServerCallStreamObserver<A> caller) {
            this.caller = caller;
            // Without a handler, telling a caller that has gone would throw.
            caller.setOnCancelHandler(() -> {});
        }

        synchronized void tell(A event) {
            if (!ended && caller.isReady()) {
                caller.onNext(event);
            }
        }

        synchronized void end(Runnable answer) {
            ended = true;
            answer.run();
        }
    }
}
