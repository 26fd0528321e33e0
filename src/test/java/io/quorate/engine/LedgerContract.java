package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Ledger.Stored;
import io.quorate.engine.Ledger.Taking;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Ledger] MUST and MUST NOT do.
public abstract class LedgerContract {

    /// The ledger under test; it may hold records of earlier tests.
    protected abstract Ledger ledger();

    @Test
    void whatWasAppendedIsFoundWithItsTexts() {
        Entry entry = entry(new Call(request()));
        Stored appended = appended(ledger().append(entry));
        Stored found = found(entry.record().id());
        assertEquals(entry.record(), found.record());
        assertEquals(entry.record(), appended.record());
        assertArrayEquals(appended.leaf(), found.leaf());
        assertEquals(Optional.of(entry.submission()), found.submission());
        assertEquals(appended.submission(), found.submission());
        assertEquals(appended.logIndex(), found.logIndex());
        assertTrue(found.logIndex().isPresent());
    }

    @Test
    void theLeafHashIsThatOfTheLeaf() {
        Stored stored = appended(ledger().append(entry(new Call(request()))));
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.write(0);
        hashed.writeBytes(stored.leaf());
        assertEquals(Digest.of(hashed.toByteArray()), stored.leafHash());
    }

    @Test
    void sequenceNumbersHaveNoGap() {
        long first = take();
        for (long next = first + 1; next < first + 100; next++) {
            assertEquals(next, take());
        }
        for (long number = first; number < first + 100; number++) {
            ledger().forgo(number);
        }
    }

    @Test
    void entriesStandInTheOrderInWhichTheyWereHandedOver() {
        List<CompletionStage<Append>> appends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            appends.add(ledger().append(entry(new Call(request()))));
        }
        List<Long> indices =
                appends.stream().map(append -> appended(append).logIndex().getAsLong()).toList();
        assertEquals(indices.stream().sorted().distinct().toList(), indices);
    }

    @Test
    void noticesStandInOrderWithTheEntries() {
        CompletionStage<Append> before = ledger().append(entry(new Call(request())));
        CompletionStage<Noted> notice = ledger().note(notice(List.of()));
        CompletionStage<Append> after = ledger().append(entry(new Call(request())));
        long index = placed(notice).logIndex();
        assertTrue(appended(before).logIndex().getAsLong() < index);
        assertTrue(index < appended(after).logIndex().getAsLong());
    }

    @Test
    void aNoticeIsAnsweredWithTheHashOfItsLeaf() {
        Notice notice = notice(List.of(new Content("reason", new byte[32], new byte[] {1})));
        assertEquals(Leaf.of(notice.leaf()).hash(), placed(ledger().note(notice)).leafHash());
    }

    @Test
    void aNoticeTakesNoSequenceNumber() {
        long first = take();
        placed(ledger().note(notice(List.of())));
        long next = take();
        assertEquals(first + 1, next);
        ledger().forgo(first);
        ledger().forgo(next);
    }

    @Test
    void aRepeatedRequestGetsTheFirstDecision() {
        Call call = new Call(request());
        Entry first = entry(call);
        appended(ledger().append(first));
        Append again = await(ledger().append(entry(call)));
        Stored stored = assertInstanceOf(Append.Repeated.class, again).first();
        assertEquals(first.record(), stored.record());
    }

    @Test
    void ofTheSameRequestAtTheSameTimeOneIsDecided() {
        Call call = new Call(request());
        List<CompletionStage<Append>> appends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            appends.add(ledger().append(entry(call)));
        }
        List<Append> outcomes = appends.stream().map(LedgerContract::await).toList();
        Set<DecisionId> decisions =
                outcomes.stream()
                        .map(outcome ->
                                switch (outcome) {
                                    case Append.Appended(Stored stored) -> stored;
                                    case Append.Repeated(Stored first) -> first;
                                    default -> throw new AssertionError(outcome);
                                })
                        .map(stored -> stored.record().id())
                        .collect(Collectors.toSet());
        assertEquals(1, decisions.size());
        assertEquals(1, outcomes.stream().filter(Append.Appended.class::isInstance).count());
    }

    @Test
    void theSameRequestIdWithOtherContentIsRefused() {
        Call call = new Call(request());
        Entry first = entry(call);
        appended(ledger().append(first));
        Append other = await(ledger().append(entry(call.question("And who built it?"))));
        assertEquals(new Append.Conflicting(first.record().id()), other);
    }

    @Test
    void requestIdsAreToldApartByService() {
        Call call = new Call(request());
        appended(ledger().append(entry(call)));
        appended(ledger().append(entry(call.service("billing").question("Something else?"))));
        appended(ledger().append(entry(call.service("").question("And this?"))));
    }

    @Test
    void theSameEntryAgainIsTheDecisionThatItWas() {
        Entry entry = entry(new Call(request()));
        Stored first = appended(ledger().append(entry));
        Stored again = appended(ledger().append(entry));
        assertEquals(first.logIndex(), again.logIndex());
    }

    @Test
    void whoeverDoesNotWaitIsAnsweredBeforeTheDecisionHasItsPlace() throws InterruptedException {
        Entry entry = entry(new Call(request()).durability(Durability.BEST_EFFORT));
        CompletableFuture<Append> append = ledger().append(entry).toCompletableFuture();
        assertTrue(append.isDone());
        assertEquals(OptionalLong.empty(), appended(append).logIndex());
        Lookup lookup = await(ledger().find(entry.record().id()));
        for (int i = 0; i < 100 && lookup instanceof Lookup.Unknown; i++) {
            Thread.sleep(20);
            lookup = await(ledger().find(entry.record().id()));
        }
        assertEquals(
                entry.record(), assertInstanceOf(Lookup.Found.class, lookup).stored().record());
    }

    @Test
    void whatWasNeverAppendedIsUnknown() {
        assertEquals(new Lookup.Unknown(), await(ledger().find(new DecisionId("never heard of"))));
    }

    @Test
    void manyCallersAtOnceEachGetAPlaceOfTheirOwn() throws Exception {
        int callers = 16;
        int calls = 40;
        List<Stored> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            var all =
                    threads.invokeAll(
                            IntStream.range(0, callers)
                                    .<java.util.concurrent.Callable<List<Stored>>>mapToObj(
                                            _ -> () -> appendSome(calls))
                                    .toList());
            for (var some : all) {
                stored.addAll(some.get());
            }
        }
        Set<Long> indices = new HashSet<>();
        for (Stored one : stored) {
            assertTrue(indices.add(one.logIndex().getAsLong()), "a place was given twice");
        }
        for (int i = 0; i < stored.size(); i += calls) {
            Stored one = stored.get(i);
            assertEquals(one.record(), found(one.record().id()).record());
        }
        assertEquals(callers * calls, indices.size());
    }

    private List<Stored> appendSome(int count) {
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stored.add(appended(ledger().append(entry(new Call(request())))));
        }
        return stored;
    }

    protected final Entry entry(Call call) {
        return new Entries(ledger().origin(), new SecureRandom()).of(take(), call);
    }

    protected final Notice notice(List<Content> contents) {
        Instant at = Instant.now();
        Json leaf =
                Json.of(
                        Map.of(
                                "kind", Json.of("example"),
                                "origin", Json.of(ledger().origin().value()),
                                "at", Json.of(at.toString())));
        return new Notice("example", at, new CanonicalJson().write(leaf), contents);
    }

    protected static Noted.Placed placed(CompletionStage<Noted> noted) {
        return assertInstanceOf(Noted.Placed.class, await(noted));
    }

    protected final long take() {
        return assertInstanceOf(Taking.Taken.class, ledger().takeSequence()).sequence();
    }

    protected final Stored found(DecisionId id) {
        return assertInstanceOf(Lookup.Found.class, await(ledger().find(id))).stored();
    }

    protected static Stored appended(CompletionStage<Append> append) {
        return assertInstanceOf(Append.Appended.class, await(append)).stored();
    }

    protected static String request() {
        return java.util.UUID.randomUUID().toString();
    }

    protected static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
