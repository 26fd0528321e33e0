package io.quorate.edge.validators;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.Origin;
import io.quorate.edge.wire.v1.AttendRequest;
import io.quorate.edge.wire.v1.AttendResponse;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.BallotPaper;
import io.quorate.edge.wire.v1.Task;
import io.quorate.engine.InMemoryLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// An agent that dials in and holds the line.
class AttendingAgentTest extends ValidatorContract {
    private static final String TOKEN = "open sesame";

    private final Set<Object> open = ConcurrentHashMap.newKeySet();
    private final Server server;
    private final ManagedChannel channel;
    private volatile Conduct conduct = Conduct.ANSWERS;

    AttendingAgentTest() throws IOException, InterruptedException {
        forum.environment.put("ANN_TOKEN", TOKEN);
        forum.follow(Forum.pool(List.of(Forum.agent("ann", transport(), WIDE))));
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
        Attendant.dial(channel, "ann", TOKEN, this::told).welcomed.await(10, TimeUnit.SECONDS);
    }

    private void told(AttendResponse message, Attendant agent) {
        if (message.hasWithdrawal()) {
            open.remove(message.getWithdrawal().getNonce());
        } else if (message.hasPaper()) {
            act(message.getPaper(), agent);
        }
    }

    private void act(BallotPaper paper, Attendant agent) {
        switch (conduct) {
            case ANSWERS ->
                    send(
                            agent,
                            paper.getTask() == Task.TASK_PROPOSE
                                    ? GrpcAgentContract.proposal(paper)
                                    : GrpcAgentContract.rejection(paper, ""));
            case HANGS -> open.add(paper.getNonce());
            case FAILS -> agent.line.onCompleted();
            case BABBLES -> send(agent, Ballot.newBuilder().setNonce(paper.getNonce()).build());
            case RAMBLES -> send(agent, GrpcAgentContract.rejection(paper, "x".repeat(2_000_000)));
        }
    }

    private static void send(Attendant agent, Ballot ballot) {
        agent.line.onNext(AttendRequest.newBuilder().setBallot(ballot).build());
    }

    @Override
    Transport transport() {
        return new Transport.Attend("ANN_TOKEN");
    }

    @Override
    boolean plays(Conduct asked) {
        conduct = asked;
        return true;
    }

    @Override
    int open() {
        return open.size();
    }

    @Override
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
