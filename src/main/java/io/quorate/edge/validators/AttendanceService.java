package io.quorate.edge.validators;

import io.grpc.Attributes;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.wire.v1.AttendRequest;
import io.quorate.edge.wire.v1.AttendResponse;
import io.quorate.edge.wire.v1.AttendanceServiceGrpc;
import io.quorate.edge.wire.v1.Welcome;
import io.quorate.engine.Ledger;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where agents dial in that cannot be called. Without encryption only callers on this machine are
/// let in, since they show a token.
@GrpcService
public final class AttendanceService implements BindableService {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final Connections connections;
    private final Ledger ledger;

    AttendanceService(Connections connections, Ledger ledger) {
        this.connections = connections;
        this.ledger = ledger;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder(AttendanceServiceGrpc.getServiceDescriptor())
                .addMethod(AttendanceServiceGrpc.getAttendMethod(), this::call)
                .build();
    }

    private ServerCall.Listener<AttendRequest> call(
            ServerCall<AttendRequest, AttendResponse> call, Metadata headers) {
        String token = token(headers);
        boolean guarded = isGuarded(call.getAttributes());
        ServerCallHandler<AttendRequest, AttendResponse> handler =
                ServerCalls.asyncBidiStreamingCall(caller ->
                        new Visit(
                                (ServerCallStreamObserver<AttendResponse>) caller,
                                token,
                                guarded ? Security.GUARDED : Security.OPEN));
        return handler.startCall(call, headers);
    }

    private static String token(Metadata headers) {
        String header = headers.get(AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    /// Whether nobody else can read along.
    private static boolean isGuarded(Attributes connection) {
        SocketAddress remote = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION) != null
                || !(remote instanceof InetSocketAddress internet)
                || internet.getAddress().isLoopbackAddress();
    }

    /// Whether a connection can be read by others.
    private enum Security {
        GUARDED,
        OPEN
    }

    /// One call of one agent.
    private final class Visit implements StreamObserver<AttendRequest>, AttendingAgent.Outlet {
        private final ServerCallStreamObserver<AttendResponse> caller;
        private final String token;
        private final Security security;
        private AttendingAgent.@Nullable Line line;
        private boolean ended;

        Visit(ServerCallStreamObserver<AttendResponse> caller, String token, Security security) {
            this.caller = caller;
            this.token = token;
            this.security = security;
            caller.setOnCancelHandler(this::gone);
        }

        @Override
        public void onNext(AttendRequest message) {
            AttendingAgent.Line attending = line;
            if (attending == null && message.hasGreeting()) {
                greeted(message.getGreeting().getAgentId());
            } else if (attending != null && message.hasBallot()) {
                attending.received(message.getBallot());
            } else {
                end(Status.INVALID_ARGUMENT.withDescription("first a greeting, then ballots"));
            }
        }

        private void greeted(String id) {
            Optional<AttendingAgent> agent = connections.attending(id);
            if (security == Security.OPEN) {
                end(
                        Status.PERMISSION_DENIED.withDescription(
                                "without TLS agents attend from the same machine only"));
            } else if (agent.isEmpty()) {
                end(
                        Status.PERMISSION_DENIED.withDescription(
                                "the policy has no agent of that name that attends"));
            } else if (!agent.get().admits(token)) {
                end(Status.UNAUTHENTICATED.withDescription("the token is wrong"));
            } else {
                var _ =
                        offer(
                                AttendResponse.newBuilder()
                                        .setWelcome(
                                                Welcome.newBuilder()
                                                        .setOrigin(ledger.origin().value()))
                                        .build());
                line = agent.get().attend(this);
            }
        }

        @Override
        public synchronized boolean offer(AttendResponse message) {
            if (ended || !caller.isReady()) {
                return false;
            }
            caller.onNext(message);
            return true;
        }

        @Override
        public void hangUp() {
            end(
                    Status.ABORTED.withDescription(
                            "the agent has dialled again, or is not in the policy any more"));
        }

        private synchronized void end(Status status) {
            if (!ended) {
                ended = true;
                caller.onError(status.asRuntimeException());
            }
        }

        @Override
        public void onError(Throwable broken) {
            gone();
        }

        @Override
        public void onCompleted() {
            gone();
            synchronized (this) {
                if (!ended) {
                    ended = true;
                    caller.onCompleted();
                }
            }
        }

        private void gone() {
            AttendingAgent.Line attending = line;
            if (attending != null) {
                attending.broken();
            }
        }
    }
}
