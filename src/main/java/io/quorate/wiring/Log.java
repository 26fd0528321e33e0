package io.quorate.wiring;

import io.quarkus.runtime.StartupEvent;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Ticker;
import io.quorate.engine.spool.SpooledLedger;
import io.quorate.engine.spool.Spools;
import io.quorate.host.embedded.DataFolder;
import io.quorate.host.spool.FileSpools;
import io.quorate.host.spool.SpoolLimits;
import io.quorate.host.store.LedgerLimits;
import io.quorate.host.store.Opening;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.Schema;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/// The log in PostgreSQL, and the spool in front of it.
@Singleton
final class Log {
    static final String SPOOL_LOST = "QUORATE_SPOOL_LOST";

    private static final Logger LOG = Logger.getLogger(Log.class);
    private static final long MEBIBYTE = 1024 * 1024;

    @Produces
    @Singleton
    @Typed(PostgresLedger.class)
    PostgresLedger database(
            Settings settings, DataSource source, Provider<Flyway> flyway, Ticker ticker) {
        Schema.bring(source, () -> flyway.get().migrate());
        List<Origin> candidates = Origins.candidates(settings, System.getenv());
        try {
            Opening opening =
                    PostgresLedger.open(
                            source, candidates, LedgerLimits.DEFAULT, ticker, spools(settings));
            return switch (opening) {
                case Opening.Opened(PostgresLedger ledger) -> ledger;
                case Opening.AllLeased(List<Origin> leased) ->
                        throw new StartStopped(
                                "another sidecar writes the log "
                                        + leased.getFirst()
                                        + "; give this one another name with "
                                        + Origins.VARIABLE);
                case Opening.SpooledElsewhere(Origin origin, String spool) ->
                        throw new StartStopped(
                                ("the log %s may have decisions in the spool %s, which is not here;"
                                                + " start the sidecar where that spool is, or"
                                                + " declare it lost with %s=%s")
                                        .formatted(origin, spool, SPOOL_LOST, spool));
                case Opening.SpoolUnusable(Origin origin, String cause) ->
                        throw new StartStopped("the log " + origin + ": " + cause);
            };
        } catch (SQLException e) {
            throw new StartStopped("the log cannot be taken up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartStopped("the start was interrupted", e);
        }
    }

    @Produces
    @Singleton
    SpooledLedger ledger(PostgresLedger database, Ticker ticker) {
        return SpooledLedger.over(database, database.spool(), database.spooled(), ticker);
    }

    void started(@Observes StartupEvent event, LivePolicy policies, SpooledLedger ledger) {
        policies.tell(policy ->
                ledger.follow(policy)
                        .ifPresent(cause ->
                                LOG.errorf(
                                        "%s; while PostgreSQL is away, pools that spool are"
                                                + " refused",
                                        cause)));
    }

    private static Spools spools(Settings settings) {
        Optional<Path> folder =
                settings.spoolDir()
                        .filter(named -> !named.isBlank())
                        .map(named -> Path.of(named).toAbsolutePath())
                        .or(() ->
                                DataFolder.resolve(
                                                settings.dataDir(),
                                                System.getenv(),
                                                System.getProperty("user.home", ""))
                                        .map(data -> data.root().resolve("spool")));
        SpoolLimits limits =
                settings.spoolMibMax().isPresent()
                        ? SpoolLimits.DEFAULT.bytesMax(
                                settings.spoolMibMax().getAsLong() * MEBIBYTE)
                        : SpoolLimits.DEFAULT;
        return folder.<Spools>map(
                        path -> new FileSpools(path, limits, settings.spoolLost().orElse("")))
                .orElse(Spools.NONE);
    }
}
