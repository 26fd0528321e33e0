package io.quorate.edge.grpc;

import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.BindableService;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.BindException;

/// What the gRPC health service says of each service: serving from the start until the stop begins,
/// so that callers go elsewhere while the last calls are answered.
@Singleton
final class Availability {
    private static final int FIRST = 1;
    private static final int LAST = 10_000;

    private final GrpcHealthStorage health;
    private final Instance<BindableService> services;

    Availability(GrpcHealthStorage health, @Any Instance<BindableService> services) {
        this.health = health;
        this.services = services;
    }

    /// The framework only logs it when the server cannot listen, and would go on without one.
    void started(@Observes @Priority(LAST) StartupEvent event) {
        if (health.getStatuses().get(GrpcHealthStorage.DEFAULT_SERVICE_NAME)
                != ServingStatus.SERVING) {
            throw new UncheckedIOException(
                    new BindException(
                            "the gRPC server does not listen; the log above says why. Another port"
                                    + " is set with QUARKUS_GRPC_SERVER_PORT"));
        }
    }

    /// As soon as the stop begins, while the framework still waits for calls over HTTP.
    void stopping(@Observes ShutdownDelayInitiatedEvent event) {
        notServing();
    }

    /// The health storage hears of this, too, and takes no more changes from then on.
    void stopping(@Observes @Priority(FIRST) ShutdownEvent event) {
        notServing();
    }

    private void notServing() {
        health.setStatus(GrpcHealthStorage.DEFAULT_SERVICE_NAME, ServingStatus.NOT_SERVING);
        for (BindableService service : services) {
            String name = service.bindService().getServiceDescriptor().getName();
            health.setStatus(name, ServingStatus.NOT_SERVING);
        }
    }
}
