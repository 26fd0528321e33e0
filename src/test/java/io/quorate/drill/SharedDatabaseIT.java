package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.note.Receipt;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.SignedLogs.Reading;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sidecars that share a database: each writes, signs and serves a log, and proves decisions of
/// all.
class SharedDatabaseIT {
    @TempDir Path folder;
    private Database database;

    @BeforeEach
    void make() {
        database = TestPostgres.database();
    }

    @Test
    void aReceiptIsThereWithinTwoSecondsAndHoldsOffline() throws Exception {
        try (SidecarLog log = SidecarLog.start(database, "one", folder)) {
            log.decide(300);
            DecisionId id = log.decide();
            long begun = System.nanoTime();
            Reading<Receipt> first = log.logs.receipt(id).toCompletableFuture().join();
            Reading<Receipt> reading = first;
            while (reading instanceof Reading.NotYetSigned<Receipt>) {
                Thread.sleep(20);
                reading = log.logs.receipt(id).toCompletableFuture().join();
            }
            assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 2_000);
            Path file = receipt(reading);
            Checked.ask(file.toString(), "--key", log.keys.current().text()).accepts();
            Files.writeString(file, Files.readString(file).replaceFirst("index 3", "index 2"));
            assertNotEquals(
                    0, Checked.ask(file.toString(), "--key", log.keys.current().text()).status());
        }
    }

    @Test
    void aDecisionThatNobodyMadeHasNoReceipt() throws Exception {
        try (SidecarLog log = SidecarLog.start(database, "one", folder)) {
            assertEquals(
                    new Reading.Absent<>(),
                    log.logs.receipt(new DecisionId("nobody's")).toCompletableFuture().join());
        }
    }

    @Test
    void twoSidecarsWriteTwoLogsAndEachServesBoth() throws Exception {
        try (SidecarLog one = SidecarLog.start(database, "one", folder);
                SidecarLog two = SidecarLog.start(database, "example.com/two", folder)) {
            one.decide(40);
            DecisionId ofTwo = two.decide(300).getLast().record().id();
            one.awaitSigned();
            two.awaitSigned();
            one.check().accepts();
            two.check().accepts();
            two.checkAt(one.served.of("example.com%2Ftwo")).accepts();
            one.checkAt(two.served.of("one")).accepts();
            two.checkAt(one.served.own()).contains("REPLACED");
            Path file = receipt(one.logs.receipt(ofTwo).toCompletableFuture().join());
            Checked.ask(file.toString(), "--key", two.keys.current().text()).accepts();
        }
    }

    @Test
    void aLogThatIsTakenUpAgainContinues() throws Exception {
        Path older = folder.resolve("older");
        for (int life = 0; life < 3; life++) {
            try (SidecarLog log = SidecarLog.start(database, "one", folder)) {
                log.decide(100);
                log.awaitSigned();
                if (life > 0) {
                    log.check("--older", older.toString()).accepts();
                }
                Files.writeString(older, get(log.served.own() + "/checkpoint").body());
            }
        }
    }

    @Test
    void ofTwoSidecarsOneIsReplacedUnderAnotherNameAndNoLogForks() throws Exception {
        Path older = folder.resolve("older");
        List<String> names = List.of("one", "two");
        try (SidecarLog one = SidecarLog.start(database, names, folder)) {
            try (SidecarLog two = SidecarLog.start(database, names, folder)) {
                assertEquals("two", two.ledger.origin().value(), "the first one is taken");
                one.decide(30);
                two.decide(300);
                two.awaitSigned();
                Files.writeString(older, get(two.served.own() + "/checkpoint").body());
            }
            try (SidecarLog successor = SidecarLog.start(database, names, folder)) {
                assertEquals("two", successor.ledger.origin().value(), "the one that is free");
                successor.decide(50);
                successor.awaitSigned();
                successor.check("--older", older.toString()).accepts();
                Files.writeString(older, get(successor.served.own() + "/checkpoint").body());
            }
            try (SidecarLog stranger = SidecarLog.start(database, "three", folder)) {
                stranger.decide(20);
                stranger.awaitSigned();
                stranger.check().accepts();
                String key = get(stranger.served.of("two") + "/key").body().strip();
                Checked.ask(
                                stranger.served.of("two"),
                                "--quiet",
                                "--key",
                                key,
                                "--older",
                                older.toString())
                        .accepts();
            }
            one.decide(10);
            one.awaitSigned();
            one.check().accepts();
        }
    }

    @Test
    void nothingIsServedBeyondWhatIsSigned() throws Exception {
        try (SidecarLog log = SidecarLog.start(database, "one", folder)) {
            log.decide(254);
            log.awaitSigned();
            assertEquals(256, log.ledger.committed().size());
            HttpResponse<String> tile = get(log.served.own() + "/tile/0/000");
            assertEquals(200, tile.statusCode());
            assertEquals("application/octet-stream", header(tile, "Content-Type"));
            assertTrue(header(tile, "Cache-Control").contains("immutable"));
            HttpResponse<String> head = get(log.served.own() + "/checkpoint");
            assertEquals("no-cache", header(head, "Cache-Control"));
            assertTrue(header(head, "Content-Type").startsWith("text/plain"));
            for (String beyond :
                    new String[] {
                        "/tile/0/001.p/1",
                        "/tile/entries/001.p/1",
                        "/tile/1/000.p/2",
                        "/tile/2/000.p/1",
                        "/tile/0/000.p/256",
                        "/tile/0/00",
                        "/other"
                    }) {
                assertEquals(404, get(log.served.own() + beyond).statusCode(), beyond);
            }
            assertEquals(404, get(log.served.of("nobody") + "/checkpoint").statusCode());
            assertEquals(log.keys.current() + "\n", get(log.served.own() + "/key").body());
        }
    }

    private Path receipt(Reading<Receipt> reading) throws Exception {
        Receipt receipt = (Receipt) assertInstanceOf(Reading.Found.class, reading).value();
        Path file = folder.resolve("a.tlog-proof");
        Files.writeString(file, receipt.format());
        return file;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
