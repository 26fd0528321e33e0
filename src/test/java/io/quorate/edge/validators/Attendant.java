package io.quorate.edge.validators;

import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quorate.edge.wire.v1.AttendRequest;
import io.quorate.edge.wire.v1.AttendResponse;
import io.quorate.edge.wire.v1.AttendanceServiceGrpc;
import io.quorate.edge.wire.v1.Greeting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/// An agent that dials in.
final class Attendant implements StreamObserver<AttendResponse> {
    final CountDownLatch welcomed = new CountDownLatch(1);
    final CompletableFuture<Status.Code> ended = new CompletableFuture<>();
    final StreamObserver<AttendRequest> line;
    private final BiConsumer<AttendResponse, Attendant> told;

    private Attendant(
            Channel channel, String id, String token, BiConsumer<AttendResponse, Attendant> told) {
        this.told = told;
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + token);
        line =
                AttendanceServiceGrpc.newStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                        .attend(this);
        line.onNext(
                AttendRequest.newBuilder()
                        .setGreeting(Greeting.newBuilder().setAgentId(id))
                        .build());
    }

    /// @param told of every paper and withdrawal
    static Attendant dial(
            Channel channel, String id, String token, BiConsumer<AttendResponse, Attendant> told) {
        return new Attendant(channel, id, token, told);
    }

    @Override
    public void onNext(AttendResponse message) {
        if (message.hasWelcome()) {
            welcomed.countDown();
        } else {
            told.accept(message, this);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.complete(Status.fromThrowable(failure).getCode());
    }

    @Override
    public void onCompleted() {
        ended.complete(Status.Code.OK);
    }
}
