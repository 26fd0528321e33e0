package io.quorate.edge.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.wire.v1.AttendRequest;
import io.quorate.edge.wire.v1.AttendResponse;
import io.quorate.engine.InMemoryLedger;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
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
        forum = new Forum(Forum.PATIENT);
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
        Attendant agent = attend("ann", "open sesame");
        agent.welcomed.await(60, TimeUnit.SECONDS);
        assertTrue(
                asked() instanceof Reception.Admitted admitted
                        && admitted.choice().equals(Choice.REJECT));
        agent.line.onCompleted();
        assertEquals(Status.Code.OK, agent.ended.orTimeout(60, TimeUnit.SECONDS).join());
        assertEquals(new Reception.Silent(SilenceCause.UNREACHABLE), asked());
    }

    @Test
    void whoeverDialsAgainTakesThePlaceOfItsEarlierLine() throws InterruptedException {
        Attendant first = attend("ann", "open sesame");
        first.welcomed.await(60, TimeUnit.SECONDS);
        Attendant second = attend("ann", "open sesame");
        assertEquals(Status.Code.ABORTED, first.ended.orTimeout(60, TimeUnit.SECONDS).join());
        second.welcomed.await(60, TimeUnit.SECONDS);
        assertTrue(asked() instanceof Reception.Admitted);
    }

    @Test
    void aWrongTokenAnUnknownAgentAndAMissingGreetingAreTurnedAway() {
        assertEquals(
                Status.Code.UNAUTHENTICATED,
                attend("ann", "guess").ended.orTimeout(60, TimeUnit.SECONDS).join());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                attend("bob", "open sesame").ended.orTimeout(60, TimeUnit.SECONDS).join());
        Attendant rude = attend("", "open sesame");
        assertEquals(
                Status.Code.PERMISSION_DENIED, rude.ended.orTimeout(60, TimeUnit.SECONDS).join());
    }

    @Test
    void aPolicyWithoutTheAgentEndsItsLine() throws InterruptedException {
        Attendant agent = attend("ann", "open sesame");
        agent.welcomed.await(60, TimeUnit.SECONDS);
        forum.follow(Forum.pool(List.of(Forum.agent("ann", Transport.CALLER))));
        assertEquals(Status.Code.ABORTED, agent.ended.orTimeout(60, TimeUnit.SECONDS).join());
    }

    @Test
    void fromAnotherMachineAnAgentAttendsOnlyBehindTls() throws Exception {
        InetAddress outside = addressOutside();
        assertEquals(Status.Code.PERMISSION_DENIED, dialled(outside, Optional.empty()));
        assertEquals(Status.Code.OK, dialled(outside, Optional.of(Certificate.of("sidecar.test"))));
    }

    /// An address of this machine under which the connection looks as if it came from another.
    private static InetAddress addressOutside() throws IOException {
        Optional<InetAddress> outside =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(Inet4Address.class::isInstance)
                        .filter(address -> !address.isLoopbackAddress())
                        .findFirst();
        assumeTrue(outside.isPresent(), "this machine has no other address");
        return outside.get();
    }

    /// How the call ends, from there; an agent that is welcomed hangs up by itself.
    private Status.Code dialled(InetAddress outside, Optional<Certificate> certificate)
            throws Exception {
        NettyServerBuilder serving =
                NettyServerBuilder.forAddress(new InetSocketAddress(outside, 0))
                        .addService(
                                new AttendanceService(
                                        forum.connections, new InMemoryLedger(new Origin("test"))));
        certificate.ifPresent(shown -> serving.sslContext(shown.server()));
        Server exposed = serving.build().start();
        NettyChannelBuilder dialling =
                NettyChannelBuilder.forAddress(outside.getHostAddress(), exposed.getPort());
        if (certificate.isPresent()) {
            dialling.overrideAuthority("sidecar.test")
                    .sslContext(
                            GrpcSslContexts.forClient()
                                    .trustManager(certificate.get().pem().toFile())
                                    .build());
        } else {
            dialling.usePlaintext();
        }
        ManagedChannel far = dialling.build();
        try {
            Attendant agent = Attendant.dial(far, "ann", "open sesame", AttendanceTest::turnDown);
            if (certificate.isPresent()) {
                agent.welcomed.await(60, TimeUnit.SECONDS);
                agent.line.onCompleted();
            }
            return agent.ended.orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            far.shutdownNow();
            exposed.shutdownNow();
        }
    }

    private Attendant attend(String id, String token) {
        return Attendant.dial(channel, id, token, AttendanceTest::turnDown);
    }

    /// Whatever is asked, and twice.
    private static void turnDown(AttendResponse message, Attendant agent) {
        if (message.hasPaper()) {
            AttendRequest ballot =
                    AttendRequest.newBuilder()
                            .setBallot(GrpcAgentContract.rejection(message.getPaper(), ""))
                            .build();
            agent.line.onNext(ballot);
            agent.line.onNext(ballot);
        }
    }
}
