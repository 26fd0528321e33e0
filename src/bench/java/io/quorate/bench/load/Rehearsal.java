package io.quorate.bench.load;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quorate.bench.bed.Site;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.Decision;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.Verdict;
import java.util.List;

/// Single calls before and after the load, to see that what is measured is what is meant.
final class Rehearsal {
    private Rehearsal() {}

    /// Decides once, and has the yardstick keep the answer.
    ///
    /// @return whether there is a yardstick
    static boolean decide(Site site, String pool) {
        ManagedChannel channel = site.sidecar().channel();
        try {
            DecideResponse answer =
                    ValidationServiceGrpc.newBlockingStub(channel)
                            .decide(Calls.decision(pool, site.agents(), 0));
            requireAccepted(answer.getDecision());
            return keep(channel, answer);
        } finally {
            channel.shutdownNow();
        }
    }

    /// Validates once.
    static void validate(Site site, List<String> pools) {
        ManagedChannel channel = site.sidecar().channel();
        try {
            requireAccepted(
                    ValidationServiceGrpc.newBlockingStub(channel)
                            .validate(Calls.validation(pools))
                            .getDecision());
        } finally {
            channel.shutdownNow();
        }
    }

    private static void requireAccepted(Decision decision) {
        if (decision.getOutcome().getVerdict() != Verdict.VERDICT_ACCEPTED) {
            throw new IllegalStateException("not accepted: " + decision);
        }
    }

    private static boolean keep(ManagedChannel channel, DecideResponse answer) {
        MethodDescriptor.Marshaller<DecideResponse> answers =
                ValidationServiceGrpc.getDecideMethod().getResponseMarshaller();
        MethodDescriptor<DecideResponse, DecideResponse> keep =
                MethodDescriptor.newBuilder(answers, answers)
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(Calls.YARDSTICK + "Keep")
                        .build();
        try {
            DecideResponse kept =
                    ClientCalls.blockingUnaryCall(channel, keep, CallOptions.DEFAULT, answer);
            System.err.printf("an answer has %d bytes%n", kept.getSerializedSize());
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw e;
            }
            System.err.println(
                    "There is no no-op to compare with: this sidecar was not packaged with"
                            + " -Pbench.");
            return false;
        }
    }
}
