package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.Notice;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.UnsteadySource.Commit;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of entries and sequence numbers when the database fails.
class PostgresLedgerFailureIT {
    private static final String ORIGIN = "failing";

    private Database database;
    private UnsteadySource source;
    private PostgresLedger ledger;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.database();
        source = new UnsteadySource(database.application());
        ledger = Ledgers.open(source, ORIGIN);
    }

    /// Whatever happened, the log accounts for every number and is one tree.
    @AfterEach
    void close() throws Exception {
        source.up();
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        ledger.close();
        StoredLog log = StoredLog.of(database.owner(), ORIGIN);
        log.assertEveryNumberIsNamedOnce();
        log.assertTreeIsThatOfTheLeaves();
        assertEquals("stop", log.kinds().getLast());
    }

    @Test
    void aDatabaseThatIsAwayIsSaidSoAtOnceAndRecoveredFrom() throws Exception {
        assertInstanceOf(Append.Appended.class, append(new Call("before")));
        source.down();
        assertInstanceOf(Append.Unavailable.class, append(new Call("during")));
        until(() -> ledger.status() instanceof LedgerStatus.Away);
        long begun = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertInstanceOf(Append.Unavailable.class, append(new Call("refused " + i)));
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 1_000);
        source.up();
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        assertInstanceOf(Append.Appended.class, append(new Call("during")));
    }

    @Test
    void aNoticeIsRefusedWhileTheDatabaseIsAwayAndNothingIsOwedForIt() throws Exception {
        byte[] leaf = "{\"kind\":\"example\"}".getBytes(StandardCharsets.UTF_8);
        Notice notice = new Notice("example", Instant.now(), leaf, List.of());
        assertInstanceOf(Noted.Placed.class, await(ledger.note(notice)));
        source.down();
        assertInstanceOf(Noted.Unavailable.class, await(ledger.note(notice)));
        source.up();
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        assertInstanceOf(Noted.Placed.class, await(ledger.note(notice)));
        assertInstanceOf(Append.Appended.class, append(new Call("after")));
    }

    @Test
    void aCommitThatBrokeBeforeItWasMadeIsMadeAgain() throws Exception {
        source.nextCommit(Commit.BREAKS_BEFORE, () -> {});
        assertInstanceOf(Append.Appended.class, append(new Call("a")));
        assertInstanceOf(Append.Repeated.class, append(new Call("a")));
    }

    @Test
    void aCommitThatBrokeAfterItWasMadeIsNotMadeAgain() throws Exception {
        source.nextCommit(Commit.BREAKS_AFTER, () -> {});
        assertInstanceOf(Append.Appended.class, append(new Call("a")));
        assertEquals(1, StoredLog.of(database.owner(), ORIGIN).records("decision").size());
    }

    @Test
    void whoWasToldUnavailableAlthoughItWasCommittedGetsItWhenAskingAgain() throws Exception {
        source.nextCommit(Commit.BREAKS_AFTER, source::down);
        Entry entry = entry(new Call("a"));
        assertInstanceOf(Append.Unavailable.class, await(ledger.append(entry)));
        source.up();
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        Append again = append(new Call("a"));
        DecisionId first = assertInstanceOf(Append.Repeated.class, again).first().record().id();
        assertEquals(entry.record().id(), first);
        assertEquals(0, StoredLog.of(database.owner(), ORIGIN).records("lost").size());
    }

    @Test
    void whatWasNotCommittedIsRecordedAsLostAndDecidedAnewWhenAskedAgain() throws Exception {
        source.nextCommit(Commit.BREAKS_BEFORE, source::down);
        assertInstanceOf(Append.Unavailable.class, append(new Call("a")));
        source.up();
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        assertInstanceOf(Append.Appended.class, append(new Call("a")));
        assertEquals(1, StoredLog.of(database.owner(), ORIGIN).records("lost").size());
    }

    @Test
    void whoDoesNotWaitIsKeptInOrderUntilTheDatabaseIsBack() throws Exception {
        source.down();
        append(new Call("notices"));
        until(() -> ledger.status() instanceof LedgerStatus.Away);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Call call = new Call("kept " + i).durability(Durability.BEST_EFFORT);
            assertInstanceOf(Append.Appended.class, append(call));
            sent.add(call.request());
        }
        source.up();
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        append(new Call("after"));
        sent.add("after");
        List<String> stored =
                StoredLog.of(database.owner(), ORIGIN).records("decision").stream()
                        .map(record -> record.text("request_id"))
                        .toList();
        assertEquals(sent, stored);
    }

    @Test
    void aDatabaseThatHangsIsNotWaitedForLongerThanPatienceAllows() throws Exception {
        Entry entry = entry(new Call("a"));
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM origin FOR UPDATE");
            long begun = System.nanoTime();
            assertInstanceOf(Append.Unavailable.class, await(ledger.append(entry)));
            assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 1_900);
            connection.rollback();
        }
        until(() -> ledger.status() instanceof LedgerStatus.Serving);
        Append again = append(new Call("a"));
        boolean same =
                again instanceof Append.Repeated(var first)
                        && first.record().id().equals(entry.record().id());
        assertTrue(same || again instanceof Append.Appended, again::toString);
    }

    @Test
    void moreThanMayWaitIsRefused() throws Exception {
        List<CompletableFuture<Append>> appends = whileTheDatabaseHangs(Durability.COMMITTED, 50);
        long full = appends.stream().filter(append -> await(append) instanceof Append.Full).count();
        assertTrue(full >= 40 && full < 50, "refused: " + full);
        append(new Call("last"));
    }

    @Test
    void whoDoesNotWaitIsNotRefusedForWantOfRoomAndWhatIsLostIsRecorded() throws Exception {
        for (var append : whileTheDatabaseHangs(Durability.BEST_EFFORT, 50)) {
            assertInstanceOf(Append.Appended.class, await(append));
        }
        until(() -> !(append(new Call("last")) instanceof Append.Full));
        StoredLog log = StoredLog.of(database.owner(), ORIGIN);
        assertTrue(log.records("decision").size() < 10);
        assertEquals(
                "FULL", log.records("lost").getFirst().objects("ranges").getFirst().text("cause"));
    }

    @Test
    void whoDoesNotWaitIsNotRefusedWhenTheDatabaseIsBackAndMuchStillWaitsForIt() throws Exception {
        openWithRoomForThree();
        append(new Call("does not wait").durability(Durability.BEST_EFFORT));
        append(new Call("so that many numbers may be taken"));
        source.down();
        append(new Call("notices"));
        until(() -> ledger.status() instanceof LedgerStatus.Away);
        Thread back = Thread.startVirtualThread(source::up);
        int calls = 0;
        for (int left = 200; left > 0; calls++) {
            Call call = new Call("c" + calls).durability(Durability.BEST_EFFORT);
            assertInstanceOf(Append.Appended.class, append(call));
            left -= ledger.status() instanceof LedgerStatus.Serving ? 1 : 0;
        }
        back.join();
    }

    /// Makes so many calls with room for three to wait.
    private List<CompletableFuture<Append>> whileTheDatabaseHangs(Durability durability, int calls)
            throws Exception {
        openWithRoomForThree();
        List<CompletableFuture<Append>> appends = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM origin FOR UPDATE");
            for (int i = 0; i < calls; i++) {
                Call call = new Call("c" + i).durability(durability);
                appends.add(ledger.append(entry(call)).toCompletableFuture());
            }
            connection.rollback();
        }
        return appends;
    }

    private void openWithRoomForThree() throws Exception {
        ledger.close();
        LedgerLimits limits = Ledgers.IMPATIENT;
        ledger =
                Ledgers.open(
                        source,
                        ORIGIN,
                        new LedgerLimits(
                                3,
                                limits.waitingBytesMax(),
                                1,
                                limits.batchBytesMax(),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                limits.retryEvery(),
                                1,
                                1));
    }

    @Test
    void anEntryThatTheDatabaseRefusesHarmsNoOther() throws Exception {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE decision ADD CHECK (service <> 'poison')");
        }
        List<CompletableFuture<Append>> appends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Call call = new Call("c" + i);
            Call sent = i == 11 ? call.service("poison") : call;
            appends.add(ledger.append(entry(sent)).toCompletableFuture());
        }
        for (int i = 0; i < 20; i++) {
            Append append = await(appends.get(i));
            assertEquals(i == 11, append instanceof Append.Unavailable, append::toString);
        }
    }

    @Test
    void aNumberThatWasGivenUpIsRecordedAsLost() throws Exception {
        ledger.forgo(take());
        append(new Call("a"));
        assertEquals(1, StoredLog.of(database.owner(), ORIGIN).records("lost").size());
    }

    private Entry entry(Call call) {
        return new Entries(ledger.origin(), new SecureRandom()).of(take(), call);
    }

    private long take() {
        return assertInstanceOf(Taking.Taken.class, ledger.takeSequence()).sequence();
    }

    private Append append(Call call) {
        return await(ledger.append(entry(call)));
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertTrue(condition.getAsBoolean(), "it never came to be");
    }
}
