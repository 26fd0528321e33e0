package io.quorate.edge.validators;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.BallotPaper;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.JudgeRequest;
import io.quorate.edge.wire.v1.JudgeResponse;
import io.quorate.edge.wire.v1.ValidatorServiceGrpc;
import io.quorate.edge.wire.v1.Vote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A real gRPC server on loopback that plays many agents, told apart by the id on the paper.
public final class AgentServer implements AutoCloseable {
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Server server;

    /// What an agent does with a paper.
    public interface Behaviour {
        void judge(BallotPaper paper, StreamObserver<JudgeResponse> caller);
    }

    public AgentServer() throws IOException {
        this(onLoopback());
    }

    private AgentServer(NettyServerBuilder builder) throws IOException {
        server = builder.addService(new Agents()).build().start();
    }

    private static NettyServerBuilder onLoopback() {
        return NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /// One that shows a certificate.
    static AgentServer behind(SslContext certificate) throws IOException {
        return new AgentServer(onLoopback().sslContext(certificate));
    }

    /// One on a Unix domain socket.
    static AgentServer on(Path socket) throws IOException {
        NioEventLoopGroup loops = new NioEventLoopGroup(1);
        return new AgentServer(
                NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                        .channelType(NioServerDomainSocketChannel.class)
                        .bossEventLoopGroup(loops)
                        .workerEventLoopGroup(loops));
    }

    public String address() {
        return server.getListenSockets().getFirst() instanceof UnixDomainSocketAddress socket
                ? "unix:" + socket.getPath()
                : "127.0.0.1:" + server.getPort();
    }

    /// How often an agent was asked so far.
    public int timesAsked() {
        return asked.get();
    }

    public void plays(String agent, Behaviour behaviour) {
        behaviours.put(agent, behaviour);
    }

    public Behaviour voting(FixedChoice choice, long millis) {
        return (paper, caller) ->
                later(millis, () -> answer(caller, ballot(paper, vote(paper, choice).build())));
    }

    void later(long millis, Runnable task) {
        var _ = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    public static void answer(StreamObserver<JudgeResponse> caller, Ballot ballot) {
        caller.onNext(JudgeResponse.newBuilder().setBallot(ballot).build());
        caller.onCompleted();
    }

    public static Vote.Builder vote(BallotPaper paper, FixedChoice choice) {
        return Vote.newBuilder()
                .setAgentId(paper.getAgentId())
                .setChoice(Choice.newBuilder().setFixed(choice))
                .setConfidence(0.9);
    }

    public static Ballot ballot(BallotPaper paper, Vote vote) {
        return Ballot.newBuilder()
                .setDecisionId(paper.getDecisionId())
                .setRound(paper.getRound())
                .setNonce(paper.getNonce())
                .setVote(vote)
                .build();
    }

    @Override
    public void close() {
        server.shutdownNow();
        timer.shutdownNow();
    }

    private final class Agents extends ValidatorServiceGrpc.ValidatorServiceImplBase {
        @Override
        public void judge(JudgeRequest request, StreamObserver<JudgeResponse> caller) {
            asked.incrementAndGet();
            open.incrementAndGet();
            ServerCallStreamObserver<JudgeResponse> call =
                    (ServerCallStreamObserver<JudgeResponse>) caller;
            call.setOnCancelHandler(open::decrementAndGet);
            call.setOnCloseHandler(open::decrementAndGet);
            behaviours
                    .getOrDefault(request.getPaper().getAgentId(), (_, _) -> {})
                    .judge(request.getPaper(), caller);
        }
    }
}
