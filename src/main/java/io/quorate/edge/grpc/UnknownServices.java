package io.quorate.edge.grpc;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;

/// Refuses to tell the health of a service that there is none of, as the health protocol wants it;
/// the framework's answer would be a status that is not known.
@GlobalInterceptor
@Singleton
final class UnknownServices implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return next.startCall(isCheck(call) ? new Check<>(call) : call, headers);
    }

    private static boolean isCheck(ServerCall<?, ?> call) {
        return call.getMethodDescriptor()
                .getFullMethodName()
                .equals(HealthGrpc.getCheckMethod().getFullMethodName());
    }

    /// Ends with NOT_FOUND in place of an answer that says nothing.
    private static final class Check<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private boolean unknown;

        Check(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void sendMessage(A message) {
            unknown =
                    message instanceof HealthCheckResponse answer
                            && answer.getStatus() == ServingStatus.UNKNOWN;
            if (!unknown) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            super.close(
                    unknown ? Status.NOT_FOUND.withDescription("no such service") : status,
                    trailers);
        }
    }
}
