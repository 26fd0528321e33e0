package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.ValidationWriter;
import io.quorate.edge.wire.v1.ValidateBatchRequest;
import io.quorate.edge.wire.v1.ValidateBatchResponse;
import io.quorate.edge.wire.v1.ValidateRequest;
import io.quorate.edge.wire.v1.ValidateResponse;

/// Many validations over one call. A message is read only when one of those being worked on has
/// been answered and the caller takes the answers, so that what is in flight is bounded on either
/// side.
record Batch(
        MethodDescriptor<ValidateBatchRequest, ValidateBatchResponse> contract,
        Unary<ValidateRequest, ValidateResponse> each)
        implements Method<ValidateBatchRequest, ValidateBatchResponse> {
    static final int AT_A_TIME = 16;

    @Override
    public ServerCallHandler<Inbound<ValidateBatchRequest>, ValidateBatchResponse> called() {
        return ServerCalls.asyncBidiStreamingCall(caller ->
                new Course(each, (ServerCallStreamObserver<ValidateBatchResponse>) caller));
    }

    /// One call, from its first message to its last answer.
    private static final class Course implements StreamObserver<Inbound<ValidateBatchRequest>> {
        private final Unary<ValidateRequest, ValidateResponse> each;
        private final ServerCallStreamObserver<ValidateBatchResponse> caller;
        private long received;
        private long answered;
        private int owed;
        private boolean allSent;

        Course(
                Unary<ValidateRequest, ValidateResponse> each,
                ServerCallStreamObserver<ValidateBatchResponse> caller) {
            this.each = each;
            this.caller = caller;
            caller.disableAutoRequest();
            caller.setOnCancelHandler(() -> {});
            caller.setOnReadyHandler(this::readOn);
            caller.request(AT_A_TIME);
        }

        @Override
        public void onNext(Inbound<ValidateBatchRequest> message) {
            synchronized (this) {
                received++;
            }
            Inbound<ValidateRequest> request =
                    switch (message) {
                        case Inbound.Legible<ValidateBatchRequest>(var legible) ->
                                new Inbound.Legible<>(legible.getValidation());
                        case Inbound.Refused<ValidateBatchRequest>(var refusal) ->
                                new Inbound.Refused<>(refusal);
                    };
            var _ =
                    each.settled(request)
                            .thenAccept(outcome -> answer(requestId(request), outcome));
        }

        private static String requestId(Inbound<ValidateRequest> request) {
            return switch (request) {
                case Inbound.Legible<ValidateRequest>(var legible) -> legible.getRequestId();
                case Inbound.Refused<ValidateRequest> _ -> "";
            };
        }

        private synchronized void answer(String requestId, Outcome<ValidateResponse> outcome) {
            answered++;
            ValidateBatchResponse.Builder response =
                    ValidateBatchResponse.newBuilder()
                            .setRequestId(requestId)
                            .setAnswered(answered)
                            .setReceived(received);
            switch (outcome) {
                case Outcome.Answer<ValidateResponse>(var answer) -> response.setAnswer(answer);
                case Outcome.Refused<ValidateResponse>(var refusal) ->
                        response.setRefused(ValidationWriter.refused(refusal));
            }
            caller.onNext(response.build());
            owed++;
            readOn();
            endWhenDone();
        }

        private synchronized void readOn() {
            if (caller.isReady() && owed > 0) {
                caller.request(owed);
                owed = 0;
            }
        }

        @Override
        public synchronized void onCompleted() {
            allSent = true;
            endWhenDone();
        }

        private void endWhenDone() {
            if (allSent && answered == received) {
                caller.onCompleted();
            }
        }

        /// The caller has gone; what is being worked on is decided and recorded all the same.
        @Override
        public void onError(Throwable gone) {}
    }
}
