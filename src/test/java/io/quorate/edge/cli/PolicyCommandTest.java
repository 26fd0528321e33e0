package io.quorate.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quorate.host.policyfile.PolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();

    @Test
    void aGoodFileCanBePutInForce() throws IOException {
        Path file = write("consensus: {agent_pools: {facts: {}}}");
        assertEquals(0, run("check", file.toString()));
        assertTrue(text(out).startsWith(file + " can be put in force: 1 pools, digest "));
    }

    @Test
    void aWrongFileIsToldWithItsPlaces() throws IOException {
        Path file = write("consensus: {agent_pools: {facts: {min_agents: many}}}");
        assertEquals(1, run("check", file.toString()));
        assertEquals(
                file
                        + ":1:47: consensus.agent_pools.facts.min_agents is many: must be a whole"
                        + " number from 1 to 1000\n",
                text(out));
    }

    @Test
    void aWrongFileIsNotTried() throws IOException {
        Path file = write("consensus: {}");
        assertEquals(1, run("dry-run", file.toString()));
    }

    @Test
    void whatIsNoQuestionGetsTheUsage() {
        assertEquals(2, run());
        assertEquals(2, run("tune", "--pool", "facts"));
        assertEquals(2, run("dry-run", "file", "--colour", "green"));
        assertEquals(2, run("tune", "--pool", "f", "--key", "threshold", "--range", "1:0:1"));
        assertTrue(text(err).startsWith("Usage: quorate policy check FILE"));
    }

    @Test
    void aDryRunTellsProgressAndThenTheReport() throws IOException {
        Path file = write("consensus: {agent_pools: {facts: {}}}");
        HttpServer server =
                serve(
                        200,
                        """
                        {"progress":{"seen":5,"all":10}}
                        {"report":{"text":"ten\\n"}}
                        """);
        try {
            int status =
                    run(
                            "dry-run",
                            file.toString(),
                            "--server",
                            address(server),
                            "--pool",
                            "facts & figures");
            assertEquals(0, status, () -> text(err));
        } finally {
            server.stop(0);
        }
        assertEquals("ten\n", text(out));
        assertEquals("5 of 10\n", text(err));
        assertEquals(List.of("/v1/policy/dry-run?pool=facts+%26+figures"), asked);
    }

    @Test
    void aSweepAsksForEachValueAndSavesItsPicture() throws IOException {
        HttpServer server = serve(200, "{\"report\":{\"text\":\"keep it\\n\",\"svg\":\"<svg/>\"}}");
        Path picture = folder.resolve("picture.svg");
        try {
            int status =
                    run(
                            "tune",
                            "--pool",
                            "facts",
                            "--key",
                            "threshold",
                            "--range",
                            "0.6:0.8:0.1",
                            "--svg",
                            picture.toString(),
                            "--server",
                            address(server));
            assertEquals(0, status, () -> text(err));
        } finally {
            server.stop(0);
        }
        assertEquals("<svg/>", Files.readString(picture));
        assertEquals(
                List.of("/v1/policy/tune?pool=facts&key=threshold&value=0.6&value=0.7&value=0.8"),
                asked);
    }

    @Test
    void aRefusalIsToldWithItsViolations() throws IOException {
        HttpServer server =
                serve(
                        400,
                        """
                        {"detail":"key is wrong.","violations":[{"field":"key","description":"is no key"}]}
                        """);
        try {
            assertEquals(
                    2,
                    run(
                            "tune",
                            "--pool",
                            "f",
                            "--key",
                            "colour",
                            "--range",
                            "0:1:1",
                            "--server",
                            address(server)));
        } finally {
            server.stop(0);
        }
        assertEquals("key is wrong.\n  key is no key\n", text(err));
    }

    private int run(String... words) {
        PolicyFile reader = new PolicyFile(_ -> false);
        Command.Surroundings in =
                new Command.Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        reader::load);
        return Command.POLICY.run(List.of(words), in);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text);
    }

    private HttpServer serve(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
