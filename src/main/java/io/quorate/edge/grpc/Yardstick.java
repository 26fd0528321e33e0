package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/// What Decide is measured against: the same messages on the same server, with nothing decided or
/// recorded. Served only by a sidecar that was built for measuring.
///
/// - `Keep` takes the answer of a real decision and gives it back.
/// - `Answer` takes the request of a decision and gives what was kept.
/// - `DecideAnew` is Decide under a request id of its own making, for load generators that can only
///   send the same bytes over and over.
@GrpcService
@IfBuildProperty(name = "quorate.yardstick", stringValue = "true")
final class Yardstick implements BindableService {
    static final String NAME = "quorate.bench.Yardstick";

    private static final MethodDescriptor<DecideRequest, DecideResponse> ANSWER =
            named("Answer", ValidationServiceGrpc.getDecideMethod().toBuilder());
    private static final MethodDescriptor<DecideRequest, DecideResponse> DECIDE_ANEW =
            named("DecideAnew", ANSWER.toBuilder());
    private static final MethodDescriptor<DecideResponse, DecideResponse> KEEP =
            named(
                    "Keep",
                    ANSWER.toBuilder(
                            ANSWER.getResponseMarshaller(), ANSWER.getResponseMarshaller()));

    private final Unary<DecideRequest, DecideResponse> decide;
    private final String run = UUID.randomUUID() + "-";
    private final AtomicLong count = new AtomicLong();
    private volatile DecideResponse kept = DecideResponse.getDefaultInstance();

    Yardstick(@GrpcService ValidationService validations) {
        decide = validations.decide;
    }

    private static <Q, A> MethodDescriptor<Q, A> named(
            String method, MethodDescriptor.Builder<Q, A> builder) {
        return builder.setFullMethodName(NAME + "/" + method).setSchemaDescriptor(null).build();
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServerServiceDefinition.Builder service =
                ServerServiceDefinition.builder(NAME)
                        .addMethod(
                                ANSWER, ServerCalls.asyncUnaryCall((_, caller) -> answer(caller)))
                        .addMethod(
                                KEEP,
                                ServerCalls.asyncUnaryCall((answer, caller) -> {
                                    kept = answer;
                                    answer(caller);
                                }));
        Method.Serving.of(new Unary<>(DECIDE_ANEW, this::decideAnew, decide.signals()))
                .addTo(service);
        return service.build();
    }

    private void answer(StreamObserver<DecideResponse> caller) {
        caller.onNext(kept);
        caller.onCompleted();
    }

    private CompletionStage<Unary.Outcome<DecideResponse>> decideAnew(DecideRequest request) {
        String id = run + count.incrementAndGet();
        return decide.handler().apply(request.toBuilder().setRequestId(id).build());
    }
}
