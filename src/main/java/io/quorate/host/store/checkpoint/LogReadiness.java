package io.quorate.host.store.checkpoint;

import io.quorate.host.store.LedgerStatus;
import io.quorate.host.store.PostgresLedger;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Whether decisions can be recorded and signed; while they cannot, no call should come here.
@Readiness
@Singleton
final class LogReadiness implements HealthCheck {
    private final PostgresLedger ledger;
    private final CheckpointSigner signer;

    LogReadiness(PostgresLedger ledger, CheckpointSigner signer) {
        this.ledger = ledger;
        this.signer = signer;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder log =
                HealthCheckResponse.named("log").withData("origin", ledger.origin().value()).up();
        switch (ledger.status()) {
            case LedgerStatus.Serving _ -> {}
            case LedgerStatus.Away(String cause) when ledger.isHeld() ->
                    log.withData("log", "decisions are spooled: " + cause);
            case LedgerStatus.Away(String cause) -> log.withData("log", cause).down();
            case LedgerStatus.Closed(String cause) -> log.withData("log", cause).down();
        }
        switch (signer.status()) {
            case SignerStatus.Signing(long size) -> log.withData("signed_records", size);
            case SignerStatus.Behind(String cause) -> log.withData("checkpoint", cause);
            case SignerStatus.Refusing(String cause) -> log.withData("checkpoint", cause).down();
        }
        return log.build();
    }
}
