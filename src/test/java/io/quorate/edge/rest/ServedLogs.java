package io.quorate.edge.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quorate.engine.Ledger;
import io.quorate.engine.SignedLogs;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The log's resource behind a web server of the JDK, so that a drill reads a log over HTTP without
/// starting the whole sidecar.
public final class ServedLogs implements AutoCloseable {
    private static final Pattern OF_ORIGIN = Pattern.compile("/logs/([^/]+)/(.+)");

    private final LogResource resource;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public ServedLogs(SignedLogs logs, Ledger own) throws IOException {
        resource = new LogResource(logs, own, _ -> {});
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    /// The address of the sidecar's own log.
    public String own() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
    }

    /// The address of an origin's log.
    public String of(String origin) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/logs/" + origin;
    }

    private CompletionStage<Response> response(String path) {
        Matcher other = OF_ORIGIN.matcher(path);
        if (other.matches()) {
            return resource.log(
                    URLDecoder.decode(other.group(1), StandardCharsets.UTF_8), other.group(2));
        }
        return path.equals("/logs")
                ? resource.origins()
                : resource.ownLog(path.substring("/log/".length()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response =
                    response(exchange.getRequestURI().getRawPath()).toCompletableFuture().join();
            byte[] body =
                    response.getEntity() instanceof byte[] bytes
                            ? bytes
                            : response.getEntity().toString().getBytes(StandardCharsets.UTF_8);
            String type = response.getMediaType().toString();
            exchange.getResponseHeaders().add(HttpHeaders.CONTENT_TYPE, type);
            String cache = response.getHeaderString(HttpHeaders.CACHE_CONTROL);
            if (cache != null) {
                exchange.getResponseHeaders().add(HttpHeaders.CACHE_CONTROL, cache);
            }
            exchange.sendResponseHeaders(response.getStatus(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
