package io.quorate.edge.validators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quorate.core.policy.Transport;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An agent that is a model behind an OpenAI-compatible interface.
class ModelJudgeTest extends ValidatorContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Conduct conduct = Conduct.ANSWERS;

    ModelJudgeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            boolean proposes =
                    request.at("/response_format/json_schema/name").textValue().equals("answer");
            switch (conduct) {
                case ANSWERS -> reply(exchange, 200, content(proposes, "It is not."));
                case HANGS -> await();
                case FAILS -> reply(exchange, 500, "");
                case BABBLES -> reply(exchange, 200, "I would rather not say.");
                case RAMBLES -> reply(exchange, 200, content(proposes, "x".repeat(2_000_000)));
            }
        }
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String content(boolean proposes, String reasoning) {
        ObjectNode content =
                JSON.createObjectNode().put("confidence", 0.9).put("reasoning", reasoning);
        return (proposes ? content.put("answer", "Dexter Jones") : content.put("vote", "REJECT"))
                .toString();
    }

    private static void reply(HttpExchange exchange, int status, String content)
            throws IOException {
        ObjectNode completion = JSON.createObjectNode();
        completion
                .putArray("choices")
                .addObject()
                .putObject("message")
                .put("role", "assistant")
                .put("content", content);
        byte[] body = completion.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    Transport transport() {
        return new Transport.OpenAi(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "judge-1",
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ZERO,
                Transport.OpenAi.Aspect.FACT,
                Optional.empty(),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    @Override
    boolean plays(Conduct asked) {
        conduct = asked;
        return true;
    }

    /// The server of the JDK does not tell when a caller hangs up.
    @Override
    int open() {
        return 0;
    }

    @Override
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
