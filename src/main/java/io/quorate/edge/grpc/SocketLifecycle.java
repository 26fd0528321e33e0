package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/// Starts and stops the Unix domain socket with the sidecar, when one is configured.
@Singleton
final class SocketLifecycle {
    /// After the engine has answered the last call.
    private static final int LATE = 5_000;

    /// QUORATE_GRPC_SOCKET in the environment: where the socket is to be; without it there is none.
    private static final String PATH = "quorate.grpc.socket";

    private final Optional<String> path;
    private final Instance<BindableService> services;
    private @Nullable SocketServer server;

    SocketLifecycle(Config config, @Any Instance<BindableService> services) {
        this.path = config.getOptionalValue(PATH, String.class);
        this.services = services;
    }

    void started(@Observes StartupEvent event) throws IOException {
        if (path.isPresent()) {
            server = SocketServer.start(Path.of(path.get()), services.stream().toList());
        }
    }

    void stopping(@Observes @Priority(LATE) ShutdownEvent event) {
        if (server != null) {
            server.stop();
        }
    }
}
