package io.quorate.edge.validators;

import io.quorate.engine.poll.Answer;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.faulttolerance.apiimpl.BasicCircuitBreakerMaintenanceImpl;
import io.smallrye.faulttolerance.apiimpl.BuilderLazyDependencies;
import io.smallrye.faulttolerance.apiimpl.TypedGuardImpl;
import io.smallrye.faulttolerance.core.event.loop.EventLoop;
import io.smallrye.faulttolerance.core.metrics.MeteredOperation;
import io.smallrye.faulttolerance.core.metrics.MetricsProvider;
import io.smallrye.faulttolerance.core.metrics.MetricsRecorder;
import io.smallrye.faulttolerance.core.timer.ThreadTimer;
import io.smallrye.faulttolerance.core.timer.Timer;
import jakarta.enterprise.util.TypeLiteral;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Guards as the framework makes them, without the framework around them.
final class Guards implements AutoCloseable {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Timer timer = new ThreadTimer(executor);
    private final BasicCircuitBreakerMaintenanceImpl breakers =
            new BasicCircuitBreakerMaintenanceImpl();

    TypedGuard.Builder<CompletionStage<Answer>> blank() {
        return new TypedGuardImpl.BuilderImpl<Answer, CompletionStage<Answer>>(
                () -> breakers,
                Dependencies::new,
                new TypeLiteral<CompletionStage<Answer>>() {
                    private static final long serialVersionUID = 1L;
                }.getType());
    }

    @Override
    public void close() {
        try {
            timer.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    private final class Dependencies implements BuilderLazyDependencies {
        @Override
        public boolean ftEnabled() {
            return true;
        }

        @Override
        public ExecutorService asyncExecutor() {
            return executor;
        }

        @Override
        public EventLoop eventLoop() {
            return EventLoop.get();
        }

        @Override
        public Timer timer() {
            return timer;
        }

        @Override
        public MetricsProvider metricsProvider() {
            return new MetricsProvider() {
                @Override
                public boolean isEnabled() {
                    return false;
                }

                @Override
                public MetricsRecorder create(MeteredOperation operation) {
                    return MetricsRecorder.NOOP;
                }
            };
        }
    }
}
