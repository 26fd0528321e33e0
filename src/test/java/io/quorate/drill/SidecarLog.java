package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.edge.rest.ServedLogs;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Stored;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.Ticker;
import io.quorate.engine.spool.SpooledLedger;
import io.quorate.host.spool.Spooling;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.Opening;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.checkpoint.CheckpointFolder;
import io.quorate.host.store.checkpoint.CheckpointSigner;
import io.quorate.host.store.checkpoint.KeyReading;
import io.quorate.host.store.checkpoint.LogKeys;
import io.quorate.host.store.checkpoint.PostgresSignedLogs;
import io.quorate.host.store.checkpoint.Publication;
import io.quorate.host.store.checkpoint.SignerStatus;
import io.quorate.host.store.checkpoint.Witness;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/// The part of a sidecar that writes, signs and serves a log, on a real database.
final class SidecarLog implements AutoCloseable {
    private static final Policy SPOOLING =
            Policy.of(PoolPolicy.named(new PoolId("facts")).durability(Durability.SPOOLED).build());

    final PostgresLedger ledger;

    /// The same log with its spool in front of it.
    final SpooledLedger spooled;

    final PostgresSignedLogs logs;
    final CheckpointSigner signer;
    final ServedLogs served;
    final LogKeys keys;
    private final Entries entries;

    private SidecarLog(
            DataSource database, List<Origin> origins, Path folder, String witness, Ticker clock)
            throws Exception {
        Opening opening =
                PostgresLedger.open(
                        database,
                        origins,
                        Ledgers.IMPATIENT,
                        clock,
                        Spooling.in(folder.resolve("spool")));
        ledger = assertInstanceOf(Opening.Opened.class, opening).ledger();
        Origin origin = ledger.origin();
        spooled = SpooledLedger.over(ledger, ledger.spool(), ledger.spooled(), clock);
        keys =
                assertInstanceOf(
                                KeyReading.Ready.class,
                                LogKeys.open(LogKeys.in(folder, origin), origin))
                        .keys();
        signer =
                CheckpointSigner.start(
                        database, ledger, keys, publications(database, folder, witness), clock);
        logs = new PostgresSignedLogs(database, Duration.ofSeconds(10));
        served = new ServedLogs(logs, ledger);
        entries = new Entries(origin, new SecureRandom(), clock::now);
    }

    /// @param folder where the key and the copies of checkpoints lie
    static SidecarLog start(Database database, String origin, Path folder) throws Exception {
        return start(database, origin, folder, "");
    }

    /// @param witness the witness's key and address; empty for none
    static SidecarLog start(Database database, String origin, Path folder, String witness)
            throws Exception {
        return new SidecarLog(
                database.application(),
                List.of(new Origin(origin)),
                folder,
                witness,
                Ledgers.CLOCK);
    }

    /// A sidecar that takes up the first of these logs that is free.
    static SidecarLog start(Database database, List<String> origins, Path folder) throws Exception {
        return new SidecarLog(
                database.application(),
                origins.stream().map(Origin::new).toList(),
                folder,
                "",
                Ledgers.CLOCK);
    }

    /// @param database what the application connects to
    static SidecarLog start(DataSource database, String origin, Path folder) throws Exception {
        return start(database, origin, folder, Ledgers.CLOCK);
    }

    /// @param clock what the sidecar takes for the time
    static SidecarLog start(DataSource database, String origin, Path folder, Ticker clock)
            throws Exception {
        return new SidecarLog(database, List.of(new Origin(origin)), folder, "", clock);
    }

    /// Makes the spool ready, as a policy with a pool that spools does.
    void maySpool() throws InterruptedException {
        assertEquals(Optional.empty(), spooled.follow(SPOOLING));
        for (int i = 0; i < 1_000 && !ledger.isHeld(); i++) {
            Thread.sleep(10);
        }
        assertTrue(ledger.isHeld());
    }

    private List<Publication> publications(DataSource database, Path folder, String witness) {
        List<Publication> publications = new ArrayList<>();
        publications.add(new CheckpointFolder(folder, ledger.origin()));
        if (!witness.isEmpty()) {
            publications.add(
                    new Witness(
                            Witness.read(witness).orThrow(),
                            database,
                            ledger.originId(),
                            Ledgers.CLOCK));
        }
        return publications;
    }

    /// Appends so many decisions, all at once, and returns them when they are committed.
    List<Stored> decide(int count) {
        List<CompletionStage<Append>> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long number = assertInstanceOf(Taking.Taken.class, ledger.takeSequence()).sequence();
            Call call = new Call(UUID.randomUUID().toString());
            appends.add(ledger.append(entries.of(number, call)));
        }
        return appends.stream()
                .map(append -> append.toCompletableFuture().join())
                .map(append -> assertInstanceOf(Append.Appended.class, append).stored())
                .toList();
    }

    DecisionId decide() {
        return decide(1).getFirst().record().id();
    }

    void awaitSigned() throws InterruptedException {
        for (int i = 0; i < 1_000 && !signed(); i++) {
            Thread.sleep(10);
        }
        assertTrue(signed(), () -> signer.status().toString());
    }

    /// Checks the log over HTTP, as anybody would.
    Checked check(String... more) {
        return checkAt(served.own(), more);
    }

    Checked checkAt(String address, String... more) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of(address, "--quiet", "--key", keys.current().text()));
        words.addAll(List.of(more));
        return Checked.ask(words.toArray(String[]::new));
    }

    /// Writes and signs no more, but still serves.
    void stopWriting() {
        spooled.close();
        signer.close();
    }

    @Override
    public void close() {
        stopWriting();
        served.close();
    }

    private boolean signed() {
        return signer.status() instanceof SignerStatus.Signing(long size)
                && size == ledger.committed().size();
    }
}
