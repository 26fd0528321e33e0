package io.quorate.host.store.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.note.Checkpoint;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.SignedLogs.Reading;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a log is signed, and when it is not.
class CheckpointSignerIT {
    private static final Origin ORIGIN = new Origin("signed");

    @TempDir Path folder;
    private Database database;
    private PostgresLedger ledger;
    private CheckpointSigner signer;
    private PostgresSignedLogs logs;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.database();
        logs = new PostgresSignedLogs(database.application(), Duration.ofSeconds(5));
        start();
    }

    @AfterEach
    void stop() {
        ledger.close();
        signer.close();
    }

    private void start() throws Exception {
        ledger = Ledgers.open(database.application(), ORIGIN.value());
        signer =
                CheckpointSigner.start(
                        database.application(),
                        ledger,
                        keys(),
                        List.of(new CheckpointFolder(folder.resolve("heads"), ORIGIN)),
                        Ledgers.CLOCK);
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private LogKeys keys() {
        Path place = folder.resolve("log.key");
        return assertInstanceOf(KeyReading.Ready.class, LogKeys.open(place, ORIGIN)).keys();
    }

    @Test
    void aRecordIsSignedWithinTwoSeconds() throws Exception {
        long begun = System.nanoTime();
        append();
        until(this::allIsSigned);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 2_000);
        SignedNote note = checkpoint();
        assertEquals(java.util.Optional.empty(), note.flaw(keys().current()));
        Checkpoint head = Checkpoint.parse(note.text()).orThrow();
        assertEquals(ledger.committed().root(), head.root());
        assertEquals(ledger.committed().size(), head.size());
    }

    @Test
    void theStopIsSignedToo() throws Exception {
        until(this::allIsSigned);
        append();
        stop();
        assertEquals(ledger.committed().size(), size(checkpoint()));
        start();
    }

    @Test
    void aCopyOutsideTheDatabaseIsTheNewestCheckpoint() throws Exception {
        append();
        until(this::allIsSigned);
        Path copy = folder.resolve("heads").resolve("signed.checkpoint");
        until(() -> Files.exists(copy));
        append();
        stop();
        assertEquals(checkpoint().format(), Files.readString(copy));
        start();
    }

    @Test
    void aNewKeySignsBesideTheOldOneAndIsInTheLogBefore() throws Exception {
        until(this::allIsSigned);
        var old = keys().current();
        Files.move(folder.resolve("log.key"), folder.resolve("log.key.previous"));
        restart();
        append();
        until(this::allIsSigned);
        SignedNote note = checkpoint();
        assertEquals(java.util.Optional.empty(), note.flaw(old));
        assertEquals(java.util.Optional.empty(), note.flaw(keys().current()));
        var listed = assertInstanceOf(Reading.Found.class, await(logs.keys(ORIGIN))).value();
        assertEquals(List.of(keys().current(), old), listed);
        assertEquals(2, count("SELECT count(*) FROM record WHERE kind = 'log_key'"));
    }

    @Test
    void aLogThatIsNotWhatWasSignedIsNotSignedAnyMore() throws Exception {
        append();
        until(this::allIsSigned);
        assertEquals(HealthCheckResponse.Status.UP, readiness());
        stop();
        assertEquals(HealthCheckResponse.Status.DOWN, readiness());
        tamper("UPDATE record SET leaf_hash = sha256('other') WHERE log_index = 1");
        start();
        until(() -> signer.status() instanceof SignerStatus.Refusing);
        append();
        assertFalse(allIsSigned());
        assertEquals(HealthCheckResponse.Status.DOWN, readiness());
    }

    @Test
    void aCheckpointThatNobodyOfThisLogSignedStopsTheSigning() throws Exception {
        until(this::allIsSigned);
        stop();
        tamper("UPDATE checkpoint SET note = replace(note, '— signed ', '— forged ')");
        start();
        until(() -> signer.status() instanceof SignerStatus.Refusing);
    }

    @Test
    void aLogThatWasCutBehindItsCheckpointIsNotSignedAnyMore() throws Exception {
        append();
        until(this::allIsSigned);
        stop();
        tamper(
                "DELETE FROM record WHERE log_index >= 2;"
                        + "UPDATE origin SET size = 2, stopped = true");
        start();
        until(() -> signer.status() instanceof SignerStatus.Refusing);
    }

    @Test
    void theDatabaseKeepsASizeFromBeingSignedWithTwoRoots() throws Exception {
        until(this::allIsSigned);
        String again =
                "INSERT INTO checkpoint SELECT origin, size, sha256('other'), at, note"
                        + " FROM checkpoint";
        SQLException twice = assertThrows(SQLException.class, () -> asOwner(again));
        assertEquals("23505", twice.getSQLState());
        String beyond = again.replace("size,", "size + 1000,");
        SQLException ahead = assertThrows(SQLException.class, () -> asOwner(beyond));
        assertEquals("23514", ahead.getSQLState());
    }

    private HealthCheckResponse.Status readiness() {
        return new LogReadiness(ledger, signer).call().getStatus();
    }

    private boolean allIsSigned() {
        return signer.status() instanceof SignerStatus.Signing(long size)
                && size == ledger.committed().size();
    }

    private SignedNote checkpoint() {
        var read = await(logs.read(ORIGIN, new LogPath.CheckpointPath()));
        byte[] note = (byte[]) assertInstanceOf(Reading.Found.class, read).value();
        return SignedNote.parse(new String(note, StandardCharsets.UTF_8)).orThrow();
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).orThrow().size();
    }

    private void append() {
        long number = assertInstanceOf(Taking.Taken.class, ledger.takeSequence()).sequence();
        Call call = new Call(UUID.randomUUID().toString());
        Entry entry = new Entries(ORIGIN, new SecureRandom()).of(number, call);
        await(ledger.append(entry));
    }

    private void asOwner(String sql) throws SQLException {
        execute(database.owner().getConnection(), sql);
    }

    /// As somebody for whom no trigger and no grant holds.
    private void tamper(String sql) throws SQLException {
        execute(
                database.superuser().getConnection(),
                "SET session_replication_role = replica; " + sql);
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }
}
