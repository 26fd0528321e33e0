package io.quorate.edge.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.wire.v1.AttendRequest;
import io.quorate.edge.wire.v1.AttendResponse;
import io.quorate.edge.wire.v1.AttendanceServiceGrpc;
import io.quorate.edge.wire.v1.BallotPaper;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.Greeting;
import io.quorate.engine.InMemoryLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private static final Submission QUESTION = Submission.ofAnswer("Which?", "This.");

    private Forum forum;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        forum = new Forum();
        forum.environment.put("ANN_TOKEN", "open sesame");
        forum.follow(Forum.pool(List.of(Forum.agent("ann", new Transport.Attend("ANN_TOKEN")))));
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(
                                new AttendanceService(
                                        forum.connections, new InMemoryLedger(new Origin("test"))))
                        .build()
                        .start();
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        forum.close();
    }

    private Reception asked() {
        return forum.round(QUESTION, ValidationPath.COMPLEX).receptions().getFirst();
    }

    @Test
    void anAgentThatAttendsIsAskedOverItsLine() throws InterruptedException {
        assertEquals(new Reception.Silent(SilenceCause.UNREACHABLE), asked());
        Agent agent = new Agent("ann", "open sesame");
        agent.welcomed.await(5, TimeUnit.SECONDS);
        assertTrue(
                asked() instanceof Reception.Admitted admitted
                        && admitted.choice().equals(Choice.REJECT));
        agent.line.onCompleted();
        assertEquals(Status.Code.OK, agent.ended.orTimeout(5, TimeUnit.SECONDS).join());
        assertEquals(new Reception.Silent(SilenceCause.UNREACHABLE), asked());
    }

    @Test
    void whoeverDialsAgainTakesThePlaceOfItsEarlierLine() throws InterruptedException {
        Agent first = new Agent("ann", "open sesame");
        first.welcomed.await(5, TimeUnit.SECONDS);
        Agent second = new Agent("ann", "open sesame");
        assertEquals(Status.Code.ABORTED, first.ended.orTimeout(5, TimeUnit.SECONDS).join());
        second.welcomed.await(5, TimeUnit.SECONDS);
        assertTrue(asked() instanceof Reception.Admitted);
    }

    @Test
    void aWrongTokenAnUnknownAgentAndAMissingGreetingAreTurnedAway() {
        assertEquals(
                Status.Code.UNAUTHENTICATED,
                new Agent("ann", "guess").ended.orTimeout(5, TimeUnit.SECONDS).join());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                new Agent("bob", "open sesame").ended.orTimeout(5, TimeUnit.SECONDS).join());
        Agent rude = new Agent("", "open sesame");
        assertEquals(
                Status.Code.PERMISSION_DENIED, rude.ended.orTimeout(5, TimeUnit.SECONDS).join());
    }

    @Test
    void aPolicyWithoutTheAgentEndsItsLine() throws InterruptedException {
        Agent agent = new Agent("ann", "open sesame");
        agent.welcomed.await(5, TimeUnit.SECONDS);
        forum.follow(Forum.pool(List.of(Forum.agent("ann", Transport.CALLER))));
        assertEquals(Status.Code.ABORTED, agent.ended.orTimeout(5, TimeUnit.SECONDS).join());
    }

    /// An agent that dials in and turns everything down, twice.
    private final class Agent implements StreamObserver<AttendResponse> {
        final CountDownLatch welcomed = new CountDownLatch(1);
        final CompletableFuture<Status.Code> ended = new CompletableFuture<>();
        final StreamObserver<AttendRequest> line;

        Agent(String id, String token) {
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

        @Override
        public void onNext(AttendResponse message) {
            if (message.hasWelcome()) {
                welcomed.countDown();
            } else if (message.hasPaper()) {
                BallotPaper paper = message.getPaper();
                AttendRequest ballot =
                        AttendRequest.newBuilder()
                                .setBallot(
                                        AgentServer.ballot(
                                                paper,
                                                AgentServer.vote(
                                                                paper,
                                                                FixedChoice.FIXED_CHOICE_REJECT)
                                                        .build()))
                                .build();
                line.onNext(ballot);
                line.onNext(ballot);
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
}
