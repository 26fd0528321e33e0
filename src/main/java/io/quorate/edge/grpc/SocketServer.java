package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.quarkus.grpc.reflection.service.ReflectionServiceV1;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The same services on a Unix domain socket, for callers that share a folder with the sidecar and
/// no network.
final class SocketServer {
    private static final int STOP_SECONDS_MAX = 5;

    /// Owner and group: the caller beside the sidecar often runs as another user.
    private static final String PERMISSIONS = "rw-rw----";

    private final Path path;
    private final Server server;
    private final EventLoopGroup loops;

    private SocketServer(Path path, Server server, EventLoopGroup loops) {
        this.path = path;
        this.server = server;
        this.loops = loops;
    }

    /// @throws IOException when the path is in use, or nothing can be put there
    static SocketServer start(Path path, List<BindableService> services) throws IOException {
        clear(path);
        EventLoopGroup loops = new NioEventLoopGroup(1);
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(path))
                        .channelFactory(NioServerDomainSocketChannel::new)
                        .bossEventLoopGroup(loops)
                        .workerEventLoopGroup(loops)
                        .directExecutor()
                        .maxInboundMessageSize(Unary.MESSAGE_BYTES_MAX);
        List<ServerServiceDefinition> definitions =
                services.stream().map(BindableService::bindService).toList();
        definitions.forEach(builder::addService);
        builder.addService(new ReflectionServiceV1(definitions));
        Server server = builder.build().start();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(PERMISSIONS));
        return new SocketServer(path, server, loops);
    }

    /// Lets the last calls finish and removes the socket.
    void stop() {
        try {
            if (!server.shutdown().awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
            Files.deleteIfExists(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.shutdownNow();
        } catch (IOException e) {
            throw new IllegalStateException("cannot remove the socket " + path, e);
        } finally {
            // Nothing is left to be waited for.
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    /// Removes a socket that a killed predecessor left behind; one that somebody answers on, or a
    /// file of another kind, stays.
    private static void clear(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new IOException(path + " exists and is not a socket");
        }
        try (SocketChannel answered = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IOException(path + " is in use: " + answered.isConnected());
        } catch (java.net.ConnectException nobody) {
            Files.delete(path);
        }
    }
}
