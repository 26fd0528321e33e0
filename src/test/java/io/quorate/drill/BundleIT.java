package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Limits;
import io.quorate.engine.Receipts;
import io.quorate.engine.Refusal;
import io.quorate.engine.bundle.Bundle;
import io.quorate.engine.bundle.BundleBroken;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.bundle.BundleOrder.Decisions;
import io.quorate.engine.bundle.BundleOrder.Records;
import io.quorate.engine.bundle.Bundles;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Order;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundles as a sidecar hands them out, before the checker: whole, in part, by query, and spoilt.
class BundleIT {
    private static final String ORIGIN = "first";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir static Path folder;
    private static Database database;
    private static SidecarLog log;
    private static SidecarLog other;
    private static PostgresTrail trail;
    private static PostgresBundles store;
    private static Bundles bundles;
    private static Instant middle;
    private static Instant late;

    @BeforeAll
    static void write() throws Exception {
        database = TestPostgres.database();
        log = SidecarLog.start(database, ORIGIN, folder);
        other = SidecarLog.start(database, "second", folder);
        log.decide(700);
        middle = Instant.now();
        log.decide(600);
        late = Instant.now();
        Thread.sleep(5);
        log.decide(300);
        other.decide(20);
        log.awaitSigned();
        other.awaitSigned();
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
        other.close();
        trail.close();
        store.close();
    }

    @Test
    void everythingOfOneLogIsAccepted() throws IOException {
        Bundle bundle = prepare(ofLog(TimeRange.BEGINNING, END));
        assertTrue(bundle.records().orElseThrow() >= 1_602, () -> "" + bundle.records());
        check(files(bundle)).accepts();
    }

    @Test
    void everythingOfAllLogsIsAccepted() throws IOException {
        Map<String, byte[]> files =
                files(
                        prepare(
                                new Records(
                                        new TimeRange(TimeRange.BEGINNING, END),
                                        Optional.empty())));
        assertTrue(files.containsKey("logs/2/checkpoint"), () -> files.keySet().toString());
        check(files).accepts();
    }

    @Test
    void aSpanOfTimeIsAcceptedAndHoldsNoMoreThanItsTiles() throws IOException {
        Map<String, byte[]> files = files(prepare(ofLog(middle, late)));
        assertTrue(!files.containsKey("logs/1/tile/entries/000"), "a whole tile before it");
        assertTrue(files.containsKey("logs/1/tile/entries/003"), () -> files.keySet().toString());
        Checked checked = check(files);
        checked.accepts();
        assertTrue(checked.report().contains("read only records 512 to"), checked::toString);
    }

    @Test
    void aSpanWithoutRecordsIsAnEmptyBundle() throws IOException {
        check(files(prepare(ofLog(END, END.plusSeconds(1))))).accepts();
    }

    @Test
    void aQueryGivesReceiptsAndNothingElse() throws IOException {
        DecisionQuery query =
                new DecisionQuery(
                        new TimeRange(middle, late),
                        Order.OLDEST_FIRST,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new AgentId("agent-3")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Map<String, byte[]> files = files(prepare(new Decisions(query)));
        assertEquals(600, files.keySet().stream().filter(f -> f.contains("/receipts/")).count());
        assertTrue(files.keySet().stream().noneMatch(f -> f.contains("entries")));
        check(files).accepts();
        String receipt = receipts(files).getFirst();
        spoil(files, receipt, 200);
        Checked spoilt = check(files);
        assertEquals(1, spoilt.status(), spoilt::toString);
        assertTrue(spoilt.report().contains(receipt), spoilt::toString);
    }

    @Test
    void whatIsSpoiltIsToldWithItsPosition() throws IOException {
        Map<String, byte[]> whole = files(prepare(ofLog(TimeRange.BEGINNING, END)));
        Map<String, byte[]> altered = new TreeMap<>(whole);
        spoil(altered, "logs/1/tile/entries/002", 40);
        check(altered).contains("ALTERED record 512:");

        Map<String, byte[]> missing = new TreeMap<>(whole);
        missing.remove("logs/1/tile/entries/003");
        check(missing).contains("MISSING records 768 to 1023:");

        Map<String, byte[]> tile = new TreeMap<>(whole);
        spoil(tile, "logs/1/tile/0/001", 70);
        check(tile).contains("DAMAGED tile/0/001: its hash 2");

        Map<String, byte[]> key = new TreeMap<>(whole);
        spoil(key, "keys/logs-1-1.vkey", 3);
        check(key).contains("ALTERED keys/logs-1-1.vkey:");

        Map<String, byte[]> manifest = new TreeMap<>(whole);
        spoil(manifest, "manifest", 30);
        assertEquals(1, check(manifest).status());
    }

    @Test
    void anotherKeyTrustsNothingOfIt() throws IOException {
        Path zip = zip(files(prepare(ofLog(TimeRange.BEGINNING, END))));
        Checked checked =
                Checked.ask(
                        zip.toString(),
                        "--quiet",
                        "--key",
                        LogFolder.key(ORIGIN).verifier().text());
        checked.contains("REPLACED manifest: no trusted key has signed it");
    }

    @Test
    void anArchiveThatWasCutOffCannotBeRead() throws IOException {
        Path zip = zip(files(prepare(ofLog(TimeRange.BEGINNING, END))));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        checkAt(zip).unreadable();
    }

    @Test
    void anUnknownOriginIsRefused() {
        Refusal refusal =
                assertInstanceOf(
                                Result.Refused.class,
                                order(
                                        new Records(
                                                new TimeRange(TimeRange.BEGINNING, END),
                                                Optional.of(new Origin("nobody")))))
                        .refusal();
        assertEquals(new Refusal.UnknownOrigin("nobody"), refusal);
    }

    @Test
    void everyBundleIsARecordBeforeItLeaves() throws Exception {
        long before = exports();
        prepare(ofLog(middle, late));
        assertEquals(before + 1, exports());
    }

    private static long exports() throws Exception {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM record WHERE kind = 'export' AND"
                                        + " convert_from(leaf, 'UTF8')::jsonb ->> 'operator'"
                                        + " = 'auditor'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Records ofLog(Instant from, Instant to) {
        return new Records(new TimeRange(from, to), Optional.of(new Origin(ORIGIN)));
    }

    private static Result<Bundle> order(BundleOrder.Wanted wanted) {
        return bundles.prepare(new BundleOrder(wanted, "auditor", "a yearly audit"))
                .toCompletableFuture()
                .join();
    }

    private static Bundle prepare(BundleOrder.Wanted wanted) {
        if (order(wanted) instanceof Result.Found<Bundle>(Bundle bundle)) {
            return bundle;
        }
        throw new AssertionError("refused");
    }

    private static Map<String, byte[]> files(Bundle bundle) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            bundle.write((path, content) -> {
                assertTrue(files.put(path, content) == null, path + " came twice");
            });
        } catch (BundleBroken e) {
            throw new AssertionError(e);
        }
        return files;
    }

    private static List<String> receipts(Map<String, byte[]> files) {
        return new ArrayList<>(files.keySet())
                .stream().filter(f -> f.contains("/receipts/")).map(f -> f.substring(7)).toList();
    }

    private static void spoil(Map<String, byte[]> files, String path, int at) {
        String name = files.containsKey(path) ? path : "logs/1/" + path;
        byte[] content = files.get(name).clone();
        content[at] ^= 1;
        files.put(name, content);
    }

    private static Checked check(Map<String, byte[]> files) throws IOException {
        return checkAt(zip(files));
    }

    private static Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = Files.createTempFile(folder, "bundle", ".zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                archive.putNextEntry(new ZipEntry(file.getKey()));
                archive.write(file.getValue());
                archive.closeEntry();
            }
        }
        return zip;
    }

    private static Checked checkAt(Path path) {
        return Checked.ask(
                path.toString(),
                "--quiet",
                "--key",
                log.keys.current().text(),
                "--key",
                other.keys.current().text());
    }
}
