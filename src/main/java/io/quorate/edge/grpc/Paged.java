package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// A method that answers one request with many messages, part by part as fast as the caller reads
/// them: one part is held in memory, and the next is asked for when the caller has taken it.
///
/// @param handler gives the first part, or refuses
/// @param signals hears of what is refused here; what the handler refuses it has told itself
record Paged<Q, A>(
        MethodDescriptor<Q, A> contract,
        Function<Q, CompletionStage<Part<A>>> handler,
        Signals signals)
        implements Method<Q, A> {

    /// What comes next.
    sealed interface Part<A> {
        /// @param next gets the part after this one; empty when this is the last
        record Messages<A>(List<A> messages, Optional<Supplier<CompletionStage<Part<A>>>> next)
                implements Part<A> {
            public Messages {
                messages = List.copyOf(messages);
            }
        }

        record Refused<A>(Refusal refusal) implements Part<A> {}
    }

    @Override
    public ServerCallHandler<Inbound<Q>, A> called() {
        return ServerCalls.asyncServerStreamingCall(this::call);
    }

    /// A refusal that this edge gives, without having asked the engine.
    CompletionStage<Part<A>> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return CompletableFuture.completedStage(new Part.Refused<>(refusal));
    }

    private void call(Inbound<Q> request, StreamObserver<A> caller) {
        Flow flow = new Flow((ServerCallStreamObserver<A>) caller);
        flow.take(() ->
                switch (request) {
                    case Inbound.Legible<Q>(Q message) -> handler.apply(message);
                    case Inbound.Refused<Q>(Refusal refusal) -> refused(refusal);
                });
    }

    private Part<A> defect(Throwable cause) {
        Refusal refusal = Incident.of(contract, cause);
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Part.Refused<>(refusal);
    }

    /// One call while it is answered. Its monitor keeps the parts in order: the caller becomes
    /// ready on one thread, and parts come on others.
    private final class Flow {
        private final ServerCallStreamObserver<A> caller;
        private Part.Messages<A> part = new Part.Messages<>(List.of(), Optional.empty());
        private int sent;
        private State state = State.FETCHING;

        private enum State {
            SENDING,
            FETCHING,
            ENDED
        }

        Flow(ServerCallStreamObserver<A> caller) {
            this.caller = caller;
            caller.setOnReadyHandler(this::send);
            caller.setOnCancelHandler(this::gone);
        }

        void take(Supplier<CompletionStage<Part<A>>> source) {
            CompletionStage<Part<A>> coming;
            try {
                coming = source.get();
            } catch (RuntimeException | Error bug) {
                coming = CompletableFuture.failedStage(bug);
            }
            // What comes is told to the caller; nothing is left to hear of.
            var _ =
                    coming.whenComplete(
                            (next, failure) -> taken(failure == null ? next : defect(failure)));
        }

        private synchronized void taken(Part<A> next) {
            if (state == State.ENDED) {
                return;
            }
            switch (next) {
                case Part.Messages<A> messages -> {
                    part = messages;
                    sent = 0;
                    state = State.SENDING;
                    send();
                }
                case Part.Refused<A>(Refusal refusal) -> {
                    state = State.ENDED;
                    caller.onError(Refusals.status(refusal));
                }
            }
        }

        private synchronized void send() {
            if (state != State.SENDING) {
                return;
            }
            while (caller.isReady() && sent < part.messages().size()) {
                caller.onNext(part.messages().get(sent++));
            }
            if (sent < part.messages().size()) {
                return;
            }
            if (part.next().isPresent()) {
                state = State.FETCHING;
                take(part.next().get());
            } else {
                state = State.ENDED;
                caller.onCompleted();
            }
        }

        private synchronized void gone() {
            state = State.ENDED;
        }
    }
}
