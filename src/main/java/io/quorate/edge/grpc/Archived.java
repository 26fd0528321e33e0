package io.quorate.edge.grpc;

import com.google.protobuf.ByteString;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.edge.archive.ZipArchive;
import io.quorate.engine.Limits;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Bundle;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.bundle.Bundles;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.trail.Inquiries.Result;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.Function;

/// A method that answers an order with an archive in pieces, as fast as the caller takes them. A
/// thread of its own writes it and waits for the caller; memory holds one piece.
///
/// @param message puts a piece into a message
/// @param signals hears of what is refused here; what the engine refuses it has told itself
record Archived<Q, A>(
        MethodDescriptor<Q, A> contract,
        Function<Q, Reading<BundleOrder>> reader,
        Bundles bundles,
        Function<ByteString, A> message,
        Signals signals)
        implements Method<Q, A> {

    private static final int CHUNK = 64 * 1024;

    @Override
    public ServerCallHandler<Inbound<Q>, A> called() {
        return ServerCalls.asyncServerStreamingCall(this::call);
    }

    private void call(Inbound<Q> request, StreamObserver<A> observer) {
        ServerCallStreamObserver<A> caller = (ServerCallStreamObserver<A>) observer;
        Pieces pieces = new Pieces(caller);
        switch (request) {
            case Inbound.Legible<Q>(Q legible) ->
                    Thread.startVirtualThread(() -> answer(legible, caller, pieces));
            case Inbound.Refused<Q>(Refusal refusal) -> refused(refusal, caller);
        }
    }

    private void answer(Q request, ServerCallStreamObserver<A> caller, Pieces pieces) {
        try {
            switch (reader.apply(request)) {
                case Reading.Read<BundleOrder>(BundleOrder order) -> {
                    switch (bundles.prepare(order).toCompletableFuture().join()) {
                        case Result.Found<Bundle>(Bundle bundle) -> write(bundle, caller, pieces);
                        case Result.Refused<Bundle>(Refusal refusal) ->
                                caller.onError(Refusals.status(refusal));
                    }
                }
                case Reading.Refused<BundleOrder>(Refusal.InvalidFields refusal) ->
                        refused(refusal, caller);
            }
        } catch (RuntimeException | Error bug) {
            refused(Incident.of(contract, bug), caller);
        }
    }

    private void write(Bundle bundle, ServerCallStreamObserver<A> caller, Pieces pieces) {
        try (OutputStream out = new BufferedOutputStream(pieces, CHUNK)) {
            ZipArchive.write(bundle, out);
            out.flush();
            caller.onCompleted();
        } catch (IOException e) {
            if (caller.isCancelled()) {
                return;
            }
            refused(
                    new Refusal.AuditUnavailable(
                            String.valueOf(e.getMessage()), Limits.DEFAULT.retryAfter()),
                    caller);
        }
    }

    /// A refusal that this edge gives.
    private void refused(Refusal refusal, StreamObserver<A> caller) {
        signals.emit(new Signals.Signal.Refused(refusal));
        caller.onError(Refusals.status(refusal));
    }

    /// What is written goes to the caller, once it can take it. The monitor is the writer's to wait
    /// on; the transport's threads wake it.
    private final class Pieces extends OutputStream {
        private final ServerCallStreamObserver<A> caller;

        Pieces(ServerCallStreamObserver<A> caller) {
            this.caller = caller;
            caller.setOnReadyHandler(this::wake);
            caller.setOnCancelHandler(this::wake);
        }

        private synchronized void wake() {
            notifyAll();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += CHUNK) {
                awaitReady();
                int size = Math.min(CHUNK, length - done);
                caller.onNext(message.apply(ByteString.copyFrom(bytes, offset + done, size)));
            }
        }

        private synchronized void awaitReady() throws IOException {
            try {
                while (!caller.isReady() && !caller.isCancelled()) {
                    wait();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the sidecar stops");
            }
            if (caller.isCancelled()) {
                throw new InterruptedIOException("the caller hung up");
            }
        }
    }
}
