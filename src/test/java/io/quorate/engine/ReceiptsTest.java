package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.SignedLogs.Reading;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final DecisionId ID = new DecisionId("a");

    private final List<Signals.Signal> signals = new ArrayList<>();
    private final InMemoryLedger ledger = new InMemoryLedger(new Origin("log"));

    /// Logs of which only the answer to a receipt is of interest.
    private record Answering(Reading<Receipt> receipt) implements SignedLogs {
        @Override
        public CompletionStage<Reading<List<Origin>>> origins() {
            return CompletableFuture.completedStage(new Reading.Absent<>());
        }

        @Override
        public CompletionStage<Reading<List<VerifierKey>>> keys(Origin origin) {
            return CompletableFuture.completedStage(new Reading.Absent<>());
        }

        @Override
        public CompletionStage<Reading<byte[]>> read(Origin origin, LogPath path) {
            return CompletableFuture.completedStage(new Reading.Absent<>());
        }

        @Override
        public CompletionStage<Reading<Receipt>> receipt(DecisionId id) {
            return CompletableFuture.completedStage(receipt);
        }

        @Override
        public CompletionStage<Reading<Receipt>> receipt(Origin origin, long logIndex) {
            return CompletableFuture.completedStage(receipt);
        }

        @Override
        public CompletionStage<Reading<Long>> signed(Origin origin, long size) {
            return CompletableFuture.completedStage(new Reading.NotYetSigned<>());
        }
    }

    @Test
    void aReceiptBeforeItsCheckpointIsRefusedWithTheTimeToComeBack() {
        assertEquals(
                new Refusal.NotYetSigned(ID, Duration.ofSeconds(1)),
                refusal(new Reading.NotYetSigned<>()));
    }

    @Test
    void whatPreventsAReceiptIsSaid() {
        assertEquals(new Refusal.UnknownDecision(ID), refusal(new Reading.Absent<>()));
        assertEquals(
                "AUDIT_UNAVAILABLE", refusal(new Reading.Unavailable<>("it is away")).reason());
        assertEquals("OVERLOADED", refusal(new Reading.Full<>()).reason());
    }

    @Test
    void aDecisionOnItsWayToTheLogIsNotYetSigned() {
        Entry entry = new Entries(ledger.origin(), new SecureRandom()).of(1, new Entries.Call("a"));
        ledger.append(entry).toCompletableFuture().join();
        DecisionId id = entry.record().id();
        assertEquals(
                new Refusal.NotYetSigned(id, Duration.ofSeconds(1)),
                refusal(new Reading.Absent<>(), id));
    }

    private Refusal refusal(Reading<Receipt> reading) {
        return refusal(reading, ID);
    }

    private Refusal refusal(Reading<Receipt> reading, DecisionId id) {
        Receipts receipts =
                new Receipts(new Answering(reading), ledger, signals::add, Limits.DEFAULT);
        var outcome = receipts.find(id).toCompletableFuture().join();
        Refusal refusal = assertInstanceOf(Receipts.Outcome.Refused.class, outcome).refusal();
        assertEquals(new Signals.Signal.Refused(refusal), signals.getLast());
        return refusal;
    }
}
