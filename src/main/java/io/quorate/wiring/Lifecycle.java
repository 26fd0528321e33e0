package io.quorate.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quorate.engine.Recorder;
import io.quorate.engine.canary.CanaryMixing;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.spool.SpooledLedger;
import io.quorate.host.store.checkpoint.CheckpointSigner;
import io.quorate.host.store.checkpoint.LogKeys;
import io.quorate.host.store.reputation.PostgresReputations;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/// Says where the sidecar serves once it does, and lets calls in flight finish before it stops.
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Recorder recorder;
    private final CanaryMixing canaries;
    private final SpooledLedger ledger;
    private final LogKeys keys;
    private final CheckpointSigner signer;
    private final LivePolicy policies;
    private final Learning book;
    private final PostgresReputations reputations;

    Lifecycle(
            Recorder recorder,
            CanaryMixing canaries,
            SpooledLedger ledger,
            LogKeys keys,
            CheckpointSigner signer,
            LivePolicy policies,
            Learning book,
            PostgresReputations reputations) {
        this.recorder = recorder;
        this.canaries = canaries;
        this.ledger = ledger;
        this.keys = keys;
        this.signer = signer;
        this.policies = policies;
        this.book = book;
        this.reputations = reputations;
    }

    /// What this needs is made before anything is served: a key that is refused ends the start.
    void starting(@Observes StartupEvent event) {}

    /// Once HTTP listens, which is last.
    void serving(@ObservesAsync HttpServerStart event) {
        LOG.infof(
                """
                Quorate serves
                  gRPC    %s:%s
                  HTTP    http://%s:%s
                  data    %s
                  policy  %s, digest %s
                  origin  %s
                  key     %s in %s\
                """,
                setting("quarkus.grpc.server.host"),
                setting("quarkus.grpc.server.port"),
                setting("quarkus.http.host"),
                setting("quarkus.http.port"),
                setting(Database.DESCRIPTION),
                PolicyChoice.description(System.getenv()),
                policies.book().current().digest(),
                ledger.origin(),
                keys.current(),
                keys.file());
    }

    void stopping(@Observes ShutdownEvent event) {
        LOG.infof("Stopping: %d calls in flight", recorder.inFlight());
        try {
            CompletionStage<Void> shown = canaries.drain();
            recorder.drain().toCompletableFuture().get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            shown.toCompletableFuture().get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            book.drain().toCompletableFuture().get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            ledger.drained()
                    .toCompletableFuture()
                    .completeOnTimeout(null, DRAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } catch (TimeoutException e) {
            LOG.warnf("%d calls were still in flight after %s", recorder.inFlight(), DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("draining never fails", e);
        } finally {
            policies.close();
            reputations.close();
            ledger.close();
            signer.close();
        }
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class).orElse("unknown");
    }
}
