package io.quorate.edge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.quorate.host.policyfile.PolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `quorate export`, `incident` and `report` ask a sidecar for, and what becomes of the
/// answer.
class HandOutTest {
    private static final byte[] ARCHIVE = "an archive".getBytes(UTF_8);

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private HttpHandler answer = exchange -> answer(exchange, 200, ARCHIVE);
    private Path file;

    @BeforeEach
    void serve() throws IOException {
        file = folder.resolve("a.zip");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    asked.add(exchange.getRequestMethod() + exchange.getRequestURI() + body);
                    answer.handle(exchange);
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anExportIsSavedUnderItsName() throws IOException {
        assertEquals(0, run(Command.EXPORT, "--to", "2026-12-01T00:00:00Z", "--agent", "alice"));
        assertEquals(
                List.of(
                        "POST/v1/audit/bundles{\"agent\":\"alice\",\"operator\":\"me\",\"reason\":\"an"
                                + " \\\"audit\\\"\",\"to\":\"2026-12-01T00:00:00Z\"}"),
                asked);
        assertEquals("an archive", Files.readString(file));
        assertEquals("7 records\n", err.toString(UTF_8));
        assertEquals(file + ": 10 bytes; check it with quorate verify\n", out.toString(UTF_8));
    }

    @Test
    void anIncidentPackAndAReportAreAskedForByTheirOwnNames() {
        assertEquals(0, run(Command.INCIDENT, "--decision_id", "d-1"));
        assertEquals(0, run(Command.REPORT, "--to", "2026-12-01T00:00:00Z"));
        assertTrue(asked.getFirst().startsWith("POST/v1/audit/incident-packs{\"decision_id\""));
        assertTrue(asked.getLast().startsWith("POST/v1/audit/deployers-report{\"operator\""));
    }

    @Test
    void aRefusalIsToldWithItsViolationsAndLeavesNoFile() {
        String problem =
                "{\"detail\":\"It was refused.\",\"violations\":[{\"field\":\"to\","
                        + "\"description\":\"is required\"}]}";
        answer = exchange -> answer(exchange, 400, problem.getBytes(UTF_8));
        assertEquals(2, run(Command.EXPORT));
        assertEquals("It was refused.\n  to is required\n", err.toString(UTF_8));
        assertFalse(Files.exists(file));
    }

    @Test
    void anArchiveThatIsCutOffLeavesNoFile() throws IOException {
        answer =
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(ARCHIVE);
                    exchange.getResponseBody().flush();
                    throw new IOException("the connection is cut");
                };
        assertEquals(2, run(Command.EXPORT));
        assertTrue(err.toString(UTF_8).contains("nothing whole came from "), err::toString);
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAsSuch() {
        file = folder.resolve("missing").resolve("a.zip");
        assertEquals(2, run(Command.EXPORT));
        assertTrue(err.toString(UTF_8).contains(file + " cannot be written: "), err::toString);
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
        byte[] much = new byte[1 << 20];
        answer = exchange -> answer(exchange, 200, much);
        assertEquals(
                2,
                command(Command.EXPORT)
                        .run(List.of("--out", linkedTo(full).toString(), "--server", address())));
        assertTrue(err.toString(UTF_8).contains("No space left on device"), err::toString);
        assertTrue(err.toString(UTF_8).contains("cannot be written"), err::toString);
    }

    @Test
    void aServerThatIsNotThereIsTold() {
        server.stop(0);
        assertEquals(2, run(Command.EXPORT));
        assertTrue(err.toString(UTF_8).contains("nothing whole came from "), err::toString);
    }

    @Test
    void whatIsNoOrderGetsTheUsage() {
        assertEquals(2, command(Command.EXPORT).run(List.of("--to", "x")));
        assertEquals(2, command(Command.INCIDENT).run(List.of("--out", "x", "--pool", "y")));
        assertEquals(2, command(Command.REPORT).run(List.of("--out")));
        String told = err.toString(UTF_8);
        for (String name : List.of("export", "incident", "report")) {
            assertTrue(told.contains("Usage: quorate " + name), told);
        }
    }

    /// The partial file lies beside the one that is asked for; here it leads to a full device.
    private Path linkedTo(Path device) {
        try {
            Files.createSymbolicLink(folder.resolve("full.zip.part"), device);
            return folder.resolve("full.zip");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Running {
        int run(List<String> words);
    }

    private int run(Command command, String... more) {
        List<String> words =
                new ArrayList<>(List.of("--out", file.toString(), "--server", address()));
        words.addAll(List.of("--operator", "me", "--reason", "an \"audit\""));
        words.addAll(List.of(more));
        return command(command).run(words);
    }

    private Running command(Command command) {
        PolicyFile reader = new PolicyFile(_ -> false);
        Command.Surroundings in =
                new Command.Surroundings(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        reader::load);
        return words -> command.run(words, in);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Quorate-Records", "7");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
