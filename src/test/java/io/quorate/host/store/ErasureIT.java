package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.RoundReport;
import io.quorate.drill.TestIds;
import io.quorate.engine.Content;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.engine.Ledger.Stored;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.Refusal;
import io.quorate.engine.keeping.Erasure;
import io.quorate.engine.keeping.Erasures;
import io.quorate.engine.keeping.Erasures.Done;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.PostgresArchive;
import io.quorate.host.store.trail.TrailLimits;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What erasing takes away, and what it leaves as it was.
class ErasureIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Erasure.Target PERSON = new Erasure.OfSubject("customer 4711");

    private Database database;
    private PostgresLedger ledger;
    private PostgresArchive archive;
    private Erasures erasures;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.database();
        ledger = Ledgers.open(database.application(), "a");
        archive = new PostgresArchive(database.application(), TrailLimits.KEEPING);
        erasures =
                new Erasures(
                        archive,
                        ledger,
                        Ledgers.CLOCK,
                        TestIds.RANDOM,
                        _ -> {},
                        Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        archive.close();
        ledger.close();
    }

    @Test
    void theLogStaysAsItIsAndTheContentIsGone() throws Exception {
        Entry entry = append("one");
        DecisionId id = entry.record().id();
        Stored before = find(id);
        List<byte[]> leaves = StoredLog.of(database.superuser(), "a").leaves();

        assertEquals(1, erased(erase(new Erasure.OfDecision(id))));

        Stored after = find(id);
        assertArrayEquals(before.leaf(), after.leaf());
        assertEquals(before.leafHash(), after.leafHash());
        assertTrue(before.submission().isPresent());
        assertTrue(after.submission().isEmpty());
        RoundReport round = after.record().findings().pools().getFirst().rounds().getFirst();
        assertTrue(round.votes().stream().allMatch(vote -> vote.reasoning().isEmpty()));
        StoredLog log = StoredLog.of(database.superuser(), "a");
        for (int i = 0; i < leaves.size(); i++) {
            assertArrayEquals(leaves.get(i), log.leaves().get(i));
        }
        log.assertTreeIsThatOfTheLeaves();
    }

    @Test
    void aGuessCannotBeConfirmedWithoutTheSalt() throws Exception {
        Entry entry = append("one");
        Content submission =
                entry.contents().stream()
                        .filter(content -> content.slot().equals(ContentText.SUBMISSION))
                        .findFirst()
                        .orElseThrow();
        Digest commitment = entry.record().commitments().get(ContentText.SUBMISSION);
        assertEquals(commitment, Commitment.of(submission.salt(), submission.text()));

        erase(new Erasure.OfDecision(entry.record().id()));

        assertNotEquals(commitment, Digest.of(submission.text()));
        assertNotEquals(
                commitment, Commitment.of(new byte[Commitment.SALT_BYTES], submission.text()));
        assertEquals(0, count("content WHERE array_to_string(slot, ' ') LIKE '%submission%'"));
        assertEquals(0, count("request"), "its digest covers the texts without a salt");
    }

    @Test
    void aPersonIsErasedFromEveryDecision() throws Exception {
        for (int i = 0; i < 5; i++) {
            append("call-" + i);
        }
        assertEquals(5, erased(erase(PERSON)));
        assertEquals(0, erased(erase(PERSON)), "nothing was left");
        assertEquals(0, count("content WHERE subject IS NOT NULL"));
    }

    @Test
    void theErasureIsARecordThatDoesNotNameThePerson() throws Exception {
        Entry entry = append("one");
        erase(PERSON);
        List<Fields> records = StoredLog.of(database.superuser(), "a").records("erasure");
        assertEquals(1, records.size());
        Fields record = records.getFirst();
        assertEquals("SUBJECT", record.text("scope"));
        assertEquals("dpo", record.text("operator"));
        assertEquals(List.of(entry.record().id().value()), record.texts("decision_ids"));
        String leaf = record.toString();
        assertFalse(leaf.contains("4711") || leaf.contains("asked for it"), leaf);
        assertEquals(1, count("content WHERE slot = ARRAY['reason']"));
    }

    @Test
    void whatCannotBeRecordedIsNotDone() throws Exception {
        append("one");
        ledger.close();
        assertInstanceOf(Refusal.AuditUnavailable.class, refusal(erase(PERSON)));
        assertEquals(1, count("content WHERE subject IS NOT NULL"));
        assertEquals(1, count("request"));
    }

    @Test
    void anUnknownDecisionIsRefused() {
        Result<Done> result = erase(new Erasure.OfDecision(new DecisionId("nobody")));
        assertInstanceOf(Refusal.UnknownDecision.class, refusal(result));
    }

    private Result<Done> erase(Erasure.Target target) {
        return erasures.erase(new Erasure(target, "dpo", "the person asked for it"))
                .toCompletableFuture()
                .join();
    }

    private static long erased(Result<Done> result) {
        if (result instanceof Result.Found<Done>(Done done)) {
            return done.erased();
        }
        throw new AssertionError("not erased: " + result);
    }

    private static Refusal refusal(Result<Done> result) {
        if (result instanceof Result.Refused<Done>(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError("not refused: " + result);
    }

    private Entry append(String request) {
        long sequence = ((Taking.Taken) ledger.takeSequence()).sequence();
        Entry entry = new Entries(ledger.origin(), RANDOM).of(sequence, new Call(request));
        assertInstanceOf(Append.Appended.class, ledger.append(entry).toCompletableFuture().join());
        return entry;
    }

    private Stored find(DecisionId id) {
        return assertInstanceOf(Lookup.Found.class, ledger.find(id).toCompletableFuture().join())
                .stored();
    }

    private long count(String rows) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }
}
