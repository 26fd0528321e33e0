package io.quorate.wiring;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.Receipts;
import io.quorate.engine.Signals;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.Ticker;
import io.quorate.host.embedded.DataFolder;
import io.quorate.host.store.LedgerLimits;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.checkpoint.CheckpointFolder;
import io.quorate.host.store.checkpoint.CheckpointSigner;
import io.quorate.host.store.checkpoint.KeyReading;
import io.quorate.host.store.checkpoint.LogKeys;
import io.quorate.host.store.checkpoint.PostgresSignedLogs;
import io.quorate.host.store.checkpoint.Publication;
import io.quorate.host.store.checkpoint.Witness;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Who signs the log, where checkpoints go, and who reads them.
final class Signing {
    static final String KEY = "QUORATE_LOG_KEY";
    static final String WITNESS = "QUORATE_WITNESS";

    @Produces
    @Singleton
    LogKeys keys(Settings settings, PostgresLedger ledger) {
        return switch (LogKeys.open(place(settings, ledger), ledger.origin())) {
            case KeyReading.Ready(LogKeys keys) -> keys;
            case KeyReading.Refused(String reason) -> throw stopped(ledger, reason);
        };
    }

    @Produces
    @Singleton
    CheckpointSigner signer(
            Settings settings,
            DataSource source,
            PostgresLedger ledger,
            LogKeys keys,
            Ticker ticker) {
        return CheckpointSigner.start(
                source, ledger, keys, publications(settings, source, ledger, ticker), ticker);
    }

    @Produces
    @Singleton
    SignedLogs logs(DataSource source) {
        return new PostgresSignedLogs(source, LedgerLimits.DEFAULT.patience());
    }

    @Produces
    @Singleton
    Receipts receipts(SignedLogs logs, Ledger ledger, Signals signals) {
        return new Receipts(logs, ledger, signals, Limits.DEFAULT);
    }

    private static Path place(Settings settings, PostgresLedger ledger) {
        return settings.logKey()
                .filter(named -> !named.isBlank())
                .map(named -> Path.of(named).toAbsolutePath())
                .or(() ->
                        DataFolder.resolve(
                                        settings.dataDir(),
                                        System.getenv(),
                                        System.getProperty("user.home", ""))
                                .map(folder ->
                                        LogKeys.in(folder.root().resolve("keys"), ledger.origin())))
                .orElseThrow(() ->
                        stopped(
                                ledger,
                                "there is no home folder to keep the log's key in; name a file with"
                                        + " "
                                        + KEY));
    }

    private static List<Publication> publications(
            Settings settings, DataSource source, PostgresLedger ledger, Ticker ticker) {
        List<Publication> publications = new ArrayList<>();
        String folder = settings.checkpointDir().orElse("");
        if (!folder.isBlank()) {
            publications.add(
                    new CheckpointFolder(Path.of(folder).toAbsolutePath(), ledger.origin()));
        }
        String witness = settings.witness().orElse("");
        if (!witness.isBlank()) {
            switch (Witness.read(witness)) {
                case Parsed.Ok<Witness.Named>(var named) ->
                        publications.add(new Witness(named, source, ledger.originId(), ticker));
                case Parsed.Malformed<Witness.Named>(String reason) ->
                        throw stopped(ledger, WITNESS + ": " + reason);
            }
        }
        return publications;
    }

    /// Lays the log down in order, as nothing has happened yet.
    private static StartStopped stopped(PostgresLedger ledger, String reason) {
        ledger.close();
        return new StartStopped(reason);
    }
}
