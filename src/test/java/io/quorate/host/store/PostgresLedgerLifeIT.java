package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.json.Fields;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Taking;
import io.quorate.host.store.TestPostgres.Database;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The log over several lives of a sidecar, and between several sidecars.
class PostgresLedgerLifeIT {
    private static final String ORIGIN = "living";

    private Database database;

    @BeforeEach
    void makeDatabase() {
        database = TestPostgres.database();
    }

    @Test
    void theNextSidecarContinuesWhereTheLastOneStopped() throws Exception {
        for (int life = 0; life < 3; life++) {
            try (PostgresLedger ledger = Ledgers.open(database.application(), ORIGIN)) {
                append(ledger, "a" + life);
                append(ledger, "b" + life);
                take(ledger);
            }
        }
        StoredLog log = log();
        List<String> life = List.of("start", "decision", "decision", "lost", "stop");
        List<String> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            three.addAll(life);
        }
        assertEquals(three, log.kinds());
        log.assertEveryNumberIsNamedOnce();
        List<Fields> starts = log.records("start");
        assertEquals(
                List.of("NONE", "STOPPED", "STOPPED"),
                starts.stream().map(start -> start.text("previous")).toList());
        assertEquals(
                List.of(1L, 4L, 7L),
                starts.stream().map(start -> start.whole("first_sequence_number")).toList());
    }

    @Test
    void theNextSidecarTakesUpALogWhoseCallersDidNotWait() throws Exception {
        for (int life = 0; life < 3; life++) {
            try (PostgresLedger ledger = Ledgers.open(database.application(), ORIGIN)) {
                Call call = new Call("a" + life);
                if (life == 0) {
                    call = call.durability(Durability.BEST_EFFORT);
                }
                await(ledger.append(entry(ledger, call)));
                append(ledger, "b" + life);
            }
        }
        StoredLog log = log();
        assertEquals(6, log.records("decision").size());
        log.assertEveryNumberIsNamedOnce();
    }

    @Test
    void aCrashIsRecordedWithEveryNumberThatMayHaveBeenTaken() throws Exception {
        UnsteadySource source = new UnsteadySource(database.application());
        PostgresLedger killed = Ledgers.open(source, ORIGIN);
        take(killed);
        append(killed, "a");
        take(killed);
        append(killed, "b");
        source.down();
        append(killed, "in vain");
        try (PostgresLedger next = Ledgers.open(database.application(), ORIGIN)) {
            append(next, "c");
        }
        StoredLog log = log();
        log.assertEveryNumberIsNamedOnce();
        assertEquals("CRASHED", log.records("start").getLast().text("previous"));
        long lost = log.records("lost").stream().mapToLong(one -> one.whole("count")).sum();
        assertTrue(lost >= 3 && lost <= Sequences.AHEAD + 10, "lost: " + lost);
        killed.close();
    }

    @Test
    void aSidecarThatLostItsLeaseCannotAppendAnyMore() throws Exception {
        UnsteadySource source = new UnsteadySource(database.application());
        PostgresLedger first = Ledgers.open(source, ORIGIN);
        append(first, "a");
        source.down();
        append(first, "in vain");
        try (PostgresLedger second = Ledgers.open(database.application(), ORIGIN)) {
            source.up();
            for (int i = 0; i < 200 && !(first.status() instanceof LedgerStatus.Closed); i++) {
                Thread.sleep(20);
            }
            assertInstanceOf(LedgerStatus.Closed.class, first.status());
            assertInstanceOf(Taking.Unavailable.class, first.takeSequence());
            append(second, "b");
        }
        first.close();
        StoredLog log = log();
        log.assertEveryNumberIsNamedOnce();
        log.assertTreeIsThatOfTheLeaves();
    }

    @Test
    void twoSidecarsNeverHaveOneOrigin() throws Exception {
        Origin a = new Origin("a");
        Origin b = new Origin("b");
        try (PostgresLedger first = Ledgers.open(database.application(), "a")) {
            assertEquals(
                    new Opening.AllLeased(List.of(a)),
                    PostgresLedger.open(
                            database.application(), List.of(a), Ledgers.IMPATIENT, Ledgers.CLOCK));
            Opening other =
                    PostgresLedger.open(
                            database.application(),
                            List.of(a, b),
                            Ledgers.IMPATIENT,
                            Ledgers.CLOCK);
            try (PostgresLedger second = assertInstanceOf(Opening.Opened.class, other).ledger()) {
                assertEquals(a, first.origin());
                assertEquals(b, second.origin());
            }
        }
    }

    @Test
    void ofOneRequestToTwoSidecarsOneIsDecided() throws Exception {
        int calls = 100;
        try (PostgresLedger a = Ledgers.open(database.application(), "a");
                PostgresLedger b = Ledgers.open(database.application(), "b")) {
            List<CompletionStage<Append>> appends = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                // In opposite orders, so that both claim what the other one claims.
                appends.add(a.append(entry(a, new Call("c" + i))));
                appends.add(b.append(entry(b, new Call("c" + (calls - 1 - i)))));
            }
            long decided = 0;
            for (CompletionStage<Append> append : appends) {
                switch (await(append)) {
                    case Append.Appended _ -> decided++;
                    case Append.Repeated _ -> {}
                    case Append.Conflicting _, Append.Unavailable _, Append.Full _ ->
                            throw new AssertionError(await(append));
                }
            }
            assertEquals(calls, decided);
        }
        for (String origin : List.of("a", "b")) {
            StoredLog log = StoredLog.of(database.owner(), origin);
            log.assertEveryNumberIsNamedOnce();
            log.assertTreeIsThatOfTheLeaves();
        }
    }

    @Test
    void duplicatesAndRefusalsNameTheDecisionThatWasFirst() throws Exception {
        String first;
        try (PostgresLedger ledger = Ledgers.open(database.application(), ORIGIN)) {
            Entry entry = entry(ledger, new Call("a"));
            first = entry.record().id().value();
            await(ledger.append(entry));
            await(ledger.append(entry(ledger, new Call("a"))));
            await(ledger.append(entry(ledger, new Call("a").question("another"))));
        }
        Fields duplicate = log().records("duplicate").getFirst();
        assertEquals(first, duplicate.text("duplicate_of"));
        assertEquals(2, duplicate.whole("sequence_number"));
        Fields refused = log().records("refused").getFirst();
        assertEquals(first, refused.text("decision_id"));
        assertEquals(3, refused.whole("sequence_number"));
    }

    @Test
    void callersAtTheSameTimeShareTransactions() throws Exception {
        int calls = 2_000;
        int callers = 50;
        try (PostgresLedger ledger = Ledgers.open(database.application(), ORIGIN)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                String name = "caller " + i + " call ";
                threads.add(
                        Thread.startVirtualThread(() -> {
                            for (int call = 0; call < calls / callers; call++) {
                                append(ledger, name + call);
                            }
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        StoredLog log = log();
        assertEquals(calls, log.records("decision").size());
        assertTrue(
                log.transactions() <= calls / 10,
                () -> calls + " decisions took more than a tenth as many transactions");
        log.assertTreeIsThatOfTheLeaves();
    }

    @Test
    void theTreeIsFoundAgainAtEverySize() throws Exception {
        for (int size : List.of(250, 3, 3, 260)) {
            try (PostgresLedger ledger = Ledgers.open(database.application(), ORIGIN)) {
                List<CompletionStage<Append>> appends = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    Call call = new Call(java.util.UUID.randomUUID().toString());
                    appends.add(ledger.append(entry(ledger, call)));
                }
                appends.forEach(PostgresLedgerLifeIT::await);
            }
            log().assertTreeIsThatOfTheLeaves();
        }
    }

    private StoredLog log() throws Exception {
        return StoredLog.of(database.owner(), ORIGIN);
    }

    private static Append append(PostgresLedger ledger, String request) {
        return await(ledger.append(entry(ledger, new Call(request))));
    }

    private static Entry entry(PostgresLedger ledger, Call call) {
        return new Entries(ledger.origin(), new SecureRandom()).of(take(ledger), call);
    }

    private static long take(PostgresLedger ledger) {
        return assertInstanceOf(Taking.Taken.class, ledger.takeSequence()).sequence();
    }

    private static Append await(CompletionStage<Append> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
