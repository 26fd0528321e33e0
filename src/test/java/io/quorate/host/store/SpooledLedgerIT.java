package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.spool.SpooledLedger;
import io.quorate.engine.spool.Spools;
import io.quorate.host.spool.Spooling;
import io.quorate.host.store.TestPostgres.Database;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log with its spool, while the database comes and goes.
class SpooledLedgerIT {
    private static final String ORIGIN = "spooling";

    private static final Policy SPOOLING =
            Policy.of(PoolPolicy.named(new PoolId("facts")).durability(Durability.SPOOLED).build());

    @TempDir Path folder;

    private Database database;
    private UnsteadySource source;
    private PostgresLedger log;
    private SpooledLedger ledger;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.database();
        source = new UnsteadySource(database.application());
        open(Spooling.in(folder));
    }

    private void open(Spools spools) throws Exception {
        Opening opening = opening(spools);
        log = assertInstanceOf(Opening.Opened.class, opening, opening::toString).ledger();
        ledger = SpooledLedger.over(log, log.spool(), log.spooled(), Ledgers.CLOCK);
        assertEquals(Optional.empty(), ledger.follow(SPOOLING));
        until(log::isHeld);
    }

    private Opening opening(Spools spools) throws Exception {
        return PostgresLedger.open(
                source, List.of(new Origin(ORIGIN)), Ledgers.IMPATIENT, Ledgers.CLOCK, spools);
    }

    /// Whatever happened, the log accounts for every number and is one tree.
    @AfterEach
    void close() throws Exception {
        source.up();
        until(() -> log.status() instanceof LedgerStatus.Serving);
        until(() -> log.spool().isEmpty());
        ledger.close();
        StoredLog stored = stored();
        stored.assertEveryNumberIsNamedOnce();
        stored.assertTreeIsThatOfTheLeaves();
        assertEquals("stop", stored.kinds().getLast());
    }

    @Test
    void decisionsAreAnsweredWhileTheDatabaseIsAwayAndFollowInTheirOrder() throws Exception {
        away();
        List<String> sent = spool(300);
        back();
        assertEquals(sent, requests());
        assertEquals(0, stored().records("lost").size());
        Fields spooled = stored().records("spooled").getFirst();
        assertEquals(300, spooled.whole("count"));
        until(() -> count("recovered") == 1);
        assertEquals(300, stored().records("recovered").getFirst().whole("count"));
    }

    @Test
    void aSpooledDecisionIsFoundBeforeAndAfterItIsInTheLog() throws Exception {
        away();
        Entry entry = entry(call("a"));
        assertInstanceOf(Append.Appended.class, await(ledger.append(entry)));
        Lookup before = await(ledger.find(entry.record().id()));
        back();
        Lookup after = await(ledger.find(entry.record().id()));
        assertEquals(record(before), record(after));
        assertTrue(assertInstanceOf(Lookup.Found.class, before).stored().logIndex().isEmpty());
        assertTrue(assertInstanceOf(Lookup.Found.class, after).stored().logIndex().isPresent());
    }

    @Test
    void aRetryFindsTheSpooledDecisionWhereverItIs() throws Exception {
        away();
        DecisionId first = id(append(call("a")));
        assertEquals(first, repeated(append(call("a"))));
        assertEquals(new Append.Conflicting(first), append(call("a").question("And who?")));
        back();
        assertEquals(first, repeated(append(call("a"))));
        assertEquals(first, repeated(append(new Call("a"))));
        assertEquals(new Append.Conflicting(first), append(call("a").question("And who?")));
        until(() -> count("duplicate") == 3 && count("refused") == 2);
    }

    @Test
    void whatACrashLeftInTheSpoolIsInTheLogAfterTheNextStart() throws Exception {
        DecisionId early = id(append(call("early")));
        until(() -> log.spool().isEmpty());
        away();
        List<String> sent = spool(50);
        DecisionId first = id(append(call("a")));
        crash();
        open(Spooling.in(folder));
        assertEquals(first, repeated(append(call("a"))));
        assertEquals(early, repeated(append(call("early"))));
        until(() -> log.spool().isEmpty());
        assertEquals(sent, requests().subList(1, 51));
        assertEquals(51, stored().records("spooled").getFirst().whole("count"));
    }

    @Test
    void whoDoesNotHaveTheSpoolDoesNotGetTheLog() throws Exception {
        away();
        spool(5);
        crash();
        Path elsewhere = folder.resolve("elsewhere");
        Opening refused = opening(Spooling.in(elsewhere));
        String spool = assertInstanceOf(Opening.SpooledElsewhere.class, refused).spool();
        open(Spooling.without(elsewhere, spool));
        assertEquals(spool, stored().records("spool_lost").getFirst().text("spool"));
        assertEquals(0, count("decision"));
        assertTrue(stored().records("lost").getFirst().whole("count") >= 5);
    }

    @Test
    void afterACleanStopAnybodyMayTakeTheLog() throws Exception {
        append(call("a"));
        until(() -> log.spool().isEmpty());
        ledger.close();
        open(Spooling.in(folder.resolve("elsewhere")));
        assertEquals("STOPPED", stored().records("start").getLast().text("previous"));
    }

    @Test
    void numbersDoNotRunOutInALongOutage() throws Exception {
        away();
        List<String> sent = spool(6_000);
        crash();
        open(Spooling.in(folder));
        back();
        assertEquals(sent, requests());
    }

    @Test
    void aCommittedPoolSpoolsOnlyWhileTheDatabaseIsAwayAndIfItMay() throws Exception {
        assertEquals(
                Durability.COMMITTED, ledger.promise(Durability.COMMITTED, WhenStoreAway.SPOOL));
        away();
        assertEquals(Durability.SPOOLED, ledger.promise(Durability.COMMITTED, WhenStoreAway.SPOOL));
        assertEquals(
                Durability.COMMITTED, ledger.promise(Durability.COMMITTED, WhenStoreAway.REFUSE));
        assertInstanceOf(Append.Unavailable.class, append(new Call("committed")));
        assertInstanceOf(Append.Appended.class, append(call("spooled")));
    }

    @Test
    void whatAnotherSidecarDecidedMeanwhileIsToldAndBothDecisionsStand() throws Exception {
        away();
        DecisionId second = id(append(call("a")));
        DecisionId first;
        try (PostgresLedger other = Ledgers.open(database.application(), "other")) {
            long number = assertInstanceOf(Taking.Taken.class, other.takeSequence()).sequence();
            Entry entry = new Entries(other.origin(), new SecureRandom()).of(number, call("a"));
            first = id(await(other.append(entry)));
        }
        back();
        Fields told = stored().records("decided_again").getFirst();
        assertEquals(second.value(), told.text("decision_id"));
        assertEquals(first.value(), told.text("first_decision_id"));
        assertEquals(record(await(ledger.find(second))).id(), second);
    }

    @Test
    void aFullSpoolRefusesAndWhatItRefusedIsRecordedAsLost() throws Exception {
        ledger.close();
        open(Spooling.small(folder.resolve("small"), 100_000));
        away();
        int kept = 0;
        Append last = append(call("0"));
        while (last instanceof Append.Appended) {
            kept++;
            last = append(call(String.valueOf(kept)));
        }
        assertInstanceOf(Append.Unavailable.class, last);
        back();
        assertEquals(kept, requests().size());
        until(() -> count("lost") == 1);
        assertFalse(append(call("again")) instanceof Append.Unavailable);
    }

    private void away() throws Exception {
        source.down();
        until(() -> log.status() instanceof LedgerStatus.Away);
    }

    private void back() throws Exception {
        source.up();
        until(() -> log.status() instanceof LedgerStatus.Serving);
        until(() -> log.spool().isEmpty());
    }

    /// The database is away, so nothing can be laid down in order.
    private void crash() {
        ledger.close();
        source.up();
    }

    private List<String> spool(int count) {
        List<String> sent = new ArrayList<>();
        List<CompletionStage<Append>> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Call call = call("spooled " + i);
            appends.add(ledger.append(entry(call)));
            sent.add(call.request());
            if (i % 100 == 99) {
                await(appends.getLast());
            }
        }
        appends.forEach(append -> assertInstanceOf(Append.Appended.class, await(append)));
        return sent;
    }

    private StoredLog stored() throws Exception {
        return StoredLog.of(database.owner(), ORIGIN);
    }

    private int count(String kind) {
        try {
            return stored().records(kind).size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<String> requests() throws Exception {
        return stored().records("decision").stream()
                .map(record -> record.text("request_id"))
                .toList();
    }

    private static Call call(String request) {
        return new Call(request).durability(Durability.SPOOLED);
    }

    private Entry entry(Call call) {
        long number = assertInstanceOf(Taking.Taken.class, ledger.takeSequence()).sequence();
        return new Entries(ledger.origin(), new SecureRandom()).of(number, call);
    }

    private Append append(Call call) {
        return await(ledger.append(entry(call)));
    }

    private static DecisionId id(Append append) {
        return assertInstanceOf(Append.Appended.class, append).stored().record().id();
    }

    private static DecisionId repeated(Append append) {
        return assertInstanceOf(Append.Repeated.class, append).first().record().id();
    }

    private static DecisionRecord record(Lookup lookup) {
        return assertInstanceOf(Lookup.Found.class, lookup).stored().record();
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertTrue(condition.getAsBoolean(), "it never came to be");
    }
}
