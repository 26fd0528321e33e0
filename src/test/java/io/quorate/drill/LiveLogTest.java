package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.records;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.LogPath.EntriesPath;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/// A log in operation, checked through its web address.
class LiveLogTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final List<byte[]> SIGNED = records(5_000);

    @TempDir Path folder;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final AtomicInteger failures = new AtomicInteger();
    private LogFolder log;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        log = new LogFolder(folder).write(KEY, SIGNED);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/log/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.close();
    }

    @Test
    void aLiveLogIsAccepted() {
        check("/log").accepts();
        check("/log/").accepts();
    }

    @Test
    void aDefectOfALiveLogIsNamed() {
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(4_321, decision(4_322, "REJECTED"));
        log.entries(altered);
        log.delete(new EntriesPath(3, 256));
        check("/log").rejects("MISSING records 768 to 1023:", "ALTERED record 4321:");
    }

    @Test
    void aPassingFaultOfTheServerIsNoDefect() {
        failures.set(2);
        check("/log").accepts();
    }

    @Test
    void aBrokenServerIsNotTakenForMissingRecords() {
        failures.set(Integer.MAX_VALUE);
        Checked checked = check("/log");
        checked.unreadable();
        assertTrue(checked.complaints().contains("answered 503"), checked::toString);
    }

    @Test
    void anAddressWithoutALogCannotBeRead() {
        check("/other").unreadable();
        Checked.ask("http://", "--key", KEY.verifier().text()).unreadable();
        Checked.ask("http://a b/", "--key", KEY.verifier().text()).unreadable();
    }

    private Checked check(String path) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return Checked.ask(address, "--quiet", "--key", KEY.verifier().text());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(5));
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                    gzip.write(Files.readAllBytes(file));
                }
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, packed.size());
                exchange.getResponseBody().write(packed.toByteArray());
            }
        }
    }
}
