package io.quorate.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.reputation.ReputationLeaf;
import io.quorate.core.audit.reputation.ReputationRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.edge.archive.ZipArchive;
import io.quorate.engine.Limits;
import io.quorate.engine.Notice;
import io.quorate.engine.Receipts;
import io.quorate.engine.Refusal;
import io.quorate.engine.bundle.Bundle;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.bundle.BundleOrder.IncidentDuring;
import io.quorate.engine.bundle.BundleOrder.IncidentOf;
import io.quorate.engine.bundle.Bundles;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.TimeRange;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.PostgresBundles;
import io.quorate.host.store.trail.PostgresTrail;
import io.quorate.host.store.trail.TrailLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Incident packs as a sidecar hands them out: what is in them, and what the checker says.
class IncidentIT {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String COVER = "cover.md";

    @TempDir static Path folder;
    private static SidecarLog log;
    private static PostgresTrail trail;
    private static PostgresBundles store;
    private static Bundles bundles;
    private static DecisionId decision;
    private static Instant before;
    private static Instant after;

    @BeforeAll
    static void write() throws Exception {
        Database database = TestPostgres.database();
        log = SidecarLog.start(database, "ours", folder);
        log.decide(300);
        before = Instant.now();
        decision = log.decide();
        quarantined("facts", "mallory");
        quarantined("translations", "oscar");
        log.decide(2);
        Thread.sleep(5);
        after = Instant.now();
        log.decide(40);
        trail = new PostgresTrail(database.application(), TrailLimits.DEFAULT);
        store = new PostgresBundles(database.application(), TrailLimits.DEFAULT);
        bundles =
                new Bundles(
                        store,
                        log.logs,
                        new Inquiries(trail, _ -> {}, RETRY),
                        new Receipts(log.logs, log.ledger, _ -> {}, Limits.DEFAULT),
                        new Orders(log.ledger, Ledgers.CLOCK, TestIds.RANDOM, _ -> {}, RETRY),
                        log.keys.keys());
    }

    @AfterAll
    static void stop() {
        log.close();
        trail.close();
        store.close();
    }

    @Test
    void ofADecisionThereIsWhatBearsOnItAndNothingElse() throws Exception {
        log.awaitSigned();
        SortedMap<String, byte[]> files = files(prepare(new IncidentOf(decision)));
        check(files).accepts();
        String cover = text(files, COVER);
        assertTrue(cover.contains("- decisions: 1 ACCEPTED"), cover);
        assertTrue(cover.contains("decision_id " + decision), cover);
        assertTrue(cover.contains("agent_id mallory"), cover);
        assertTrue(cover.contains("to QUARANTINED"), cover);
        assertFalse(cover.contains("oscar"), "a pool that was not asked");
        assertFalse(files.keySet().stream().anyMatch(path -> path.contains("entries")));
        List<String> explanations =
                files.keySet().stream().filter(path -> path.contains("/explanations/")).toList();
        assertEquals(1, explanations.size());
        String explained = text(files, explanations.getFirst());
        assertTrue(explained.contains("agent-3"), explained);
        assertTrue(explained.contains("The texts of 7 votes are left out here"), explained);
        assertFalse(explained.contains("The cited source"), "a text of an agent");
    }

    @Test
    void ofASpanOfTimeThereIsEveryRecordAndEachDecisionExplained() throws Exception {
        SortedMap<String, byte[]> files =
                files(prepare(new IncidentDuring(new TimeRange(before, after))));
        check(files).accepts();
        assertEquals(3, files.keySet().stream().filter(f -> f.contains("/receipts/")).count());
        assertEquals(3, files.keySet().stream().filter(f -> f.contains("/explanations/")).count());
        assertTrue(files.keySet().stream().anyMatch(path -> path.contains("/tile/entries/")));
        String cover = text(files, COVER);
        assertTrue(cover.contains("- decisions: 3 ACCEPTED"), cover);
        assertTrue(cover.contains("oscar"), cover);
        assertTrue(cover.contains("a serious incident &lt;b>"), "a reason is no markup\n" + cover);
    }

    @Test
    void theJustDecidedIsWaitedFor() throws Exception {
        Instant now = Instant.now();
        log.decide(3);
        SortedMap<String, byte[]> files =
                files(
                        prepare(
                                new IncidentDuring(
                                        new TimeRange(now, now.plus(Duration.ofDays(9))))));
        check(files).accepts();
        assertTrue(text(files, COVER).contains("- decisions: 3 ACCEPTED"));
    }

    @Test
    void aChangedCoverPageIsNoticed() throws Exception {
        log.awaitSigned();
        SortedMap<String, byte[]> files = files(prepare(new IncidentOf(decision)));
        files.put(COVER, text(files, COVER).replace("mallory", "malory").getBytes(UTF_8));
        check(files).contains("ALTERED cover.md:");
    }

    @Test
    void aDecisionThatThereIsNotIsUnknown() {
        DecisionId nobody = new DecisionId("nobody");
        Result<Bundle> result = order(new IncidentOf(nobody));
        assertEquals(
                new Refusal.UnknownDecision(nobody),
                assertInstanceOf(Result.Refused.class, result).refusal());
    }

    private static void quarantined(String pool, String agent) {
        Instant now = Instant.now();
        ReputationRecord moved =
                new ReputationRecord.Moved(
                        new ReputationRecord.Head(log.ledger.origin(), now, new PoolId(pool)),
                        new AgentId(agent),
                        Standing.ACTIVE,
                        Standing.QUARANTINED,
                        1,
                        Optional.empty(),
                        "FINDING",
                        "it always says the same",
                        new TreeMap<>());
        Notice notice =
                new Notice(ReputationLeaf.kind(moved), now, ReputationLeaf.of(moved), List.of());
        log.ledger.note(notice).toCompletableFuture().join();
    }

    private static Result<Bundle> order(BundleOrder.Wanted wanted) {
        return bundles.prepare(new BundleOrder(wanted, "counsel", "a serious incident <b>"))
                .toCompletableFuture()
                .join();
    }

    private static Bundle prepare(BundleOrder.Wanted wanted) {
        if (order(wanted) instanceof Result.Found<Bundle>(Bundle bundle)) {
            return bundle;
        }
        throw new AssertionError("refused");
    }

    private static SortedMap<String, byte[]> files(Bundle bundle) throws IOException {
        Path file = Files.createTempFile(folder, "incident", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            ZipArchive.write(bundle, out);
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), UTF_8);
    }

    private static Checked check(Map<String, byte[]> files) throws IOException {
        Path file = Files.createTempFile(folder, "checked", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return Checked.ask(file.toString(), "--quiet", "--key", log.keys.current().text());
    }
}
