package io.quorate.edge.validators;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.quorate.core.policy.Transport;
import java.io.File;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// Makes the connections to agents that are gRPC services; they share two threads for reading and
/// writing, and what comes in is handled elsewhere.
final class Channels implements AutoCloseable {
    static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    private static final String UNIX = "unix:";
    private static final int LOOPS = 2;

    private final Executor threads;
    private final EventLoopGroup loops = new NioEventLoopGroup(LOOPS);

    Channels(Executor threads) {
        this.threads = threads;
    }

    /// A connection that is made when it is first used.
    ///
    /// @throws SSLException when the certificates cannot be used
    ManagedChannel open(Transport.Grpc agent) throws SSLException {
        NettyChannelBuilder builder =
                agent.address().startsWith(UNIX)
                        ? NettyChannelBuilder.forAddress(
                                        UnixDomainSocketAddress.of(
                                                agent.address().substring(UNIX.length())))
                                .channelType(
                                        NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                                .overrideAuthority("localhost")
                        : NettyChannelBuilder.forTarget(agent.address())
                                .channelType(NioSocketChannel.class);
        builder.eventLoopGroup(loops)
                .executor(threads)
                .disableRetry()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX);
        switch (agent.tls().mode()) {
            case OFF -> builder.usePlaintext();
            case ON -> encrypt(builder, agent.tls());
        }
        return builder.build();
    }

    private static void encrypt(NettyChannelBuilder builder, Transport.Tls tls)
            throws SSLException {
        SslContextBuilder context = GrpcSslContexts.forClient();
        try {
            tls.caFile().ifPresent(file -> context.trustManager(new File(file)));
        } catch (IllegalArgumentException unusable) {
            throw new SSLException(unusable.getMessage(), unusable);
        }
        builder.sslContext(context.build());
        tls.authority().ifPresent(builder::overrideAuthority);
    }

    @Override
    public void close() {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
