package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.policy.Policies.Answer;
import io.quorate.engine.policy.Trial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A method that answers with progress and then a report: takes the request off the wire, begins a
/// trial, and writes what it tells. A caller that hangs up ends the trial.
///
/// @param signals hears of what is refused here; what the handler refuses it has told itself
record Streaming<Q, A, R>(
        MethodDescriptor<Q, A> contract,
        Beginning<Q, R> beginning,
        Writer<A, R> writer,
        Signals signals)
        implements Method<Q, A> {

    /// Begins the trial that a request asks for.
    interface Beginning<Q, R> {
        Answer<Trial> begin(Q request, Trial.Listener<R> listener);
    }

    /// Writes the messages of the stream.
    interface Writer<A, R> {
        A progress(long seen, long all);

        A report(R report, long damaged);
    }

    @Override
    public ServerCallHandler<Inbound<Q>, A> called() {
        return ServerCalls.asyncServerStreamingCall(this::call);
    }

    private void call(Inbound<Q> request, StreamObserver<A> observer) {
        ServerCallStreamObserver<A> caller = (ServerCallStreamObserver<A>) observer;
        CompletableFuture<Trial> begun = new CompletableFuture<>();
        CompletionStage<Trial> known = begun;
        caller.setOnCancelHandler(() -> known.thenAccept(Trial::cancel));
        Stream stream = new Stream(caller);
        switch (request) {
            case Inbound.Refused<Q>(Refusal refusal) -> {
                signals.emit(new Signals.Signal.Refused(refusal));
                stream.refused(refusal);
            }
            // Reading a policy may take longer than the event loop may be held up.
            case Inbound.Legible<Q>(Q message) ->
                    Thread.startVirtualThread(() -> begin(message, stream, begun));
        }
    }

    private void begin(Q message, Stream stream, CompletableFuture<Trial> begun) {
        try {
            switch (beginning.begin(message, stream)) {
                case Answer.Given<Trial>(Trial trial) -> begun.complete(trial);
                case Answer.Refused<Trial>(Refusal refusal) -> stream.refused(refusal);
            }
        } catch (RuntimeException | Error bug) {
            stream.failed(bug);
        }
    }

    /// What the trial tells, on its way to the caller. Progress that the caller is not ready for is
    /// left out.
    private final class Stream implements Trial.Listener<R> {
        private final ServerCallStreamObserver<A> caller;

        Stream(ServerCallStreamObserver<A> caller) {
            this.caller = caller;
        }

        @Override
        public void progressed(long seen, long all) {
            if (caller.isReady()) {
                caller.onNext(writer.progress(seen, all));
            }
        }

        @Override
        public void finished(R report, long damaged) {
            caller.onNext(writer.report(report, damaged));
            caller.onCompleted();
        }

        @Override
        public void refused(Refusal refusal) {
            caller.onError(Refusals.status(refusal));
        }

        @Override
        public void failed(Throwable defect) {
            Refusal refusal = Incident.of(contract, defect);
            signals.emit(new Signals.Signal.Refused(refusal));
            refused(refusal);
        }
    }
}
