package io.quorate.auditor.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A log in operation, by its web address (the prefix of C2SP tlog-tiles).
final class HttpSource implements Source {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TRIES = 3;
    private static final int READERS = 16;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private final String prefix;

    HttpSource(String address) throws IOException {
        prefix = address.endsWith("/") ? address : address + "/";
        try {
            if (URI.create(prefix).getHost() == null) {
                throw new IOException(address + " has no host");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(address + " is no web address", e);
        }
    }

    @Override
    public Optional<byte[]> read(String path, int limit) throws IOException {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return get(path, limit);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(prefix + path + ": " + last.getMessage(), last);
    }

    private Optional<byte[]> get(String path, int limit) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(prefix + path))
                        .timeout(TIMEOUT)
                        .header("Accept-Encoding", "gzip, identity")
                        .build();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + path);
        }
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == NOT_FOUND || status == GONE) {
                return Optional.empty();
            }
            if (status != 200) {
                throw new IOException("answered " + status);
            }
            boolean gzip =
                    response.headers()
                            .firstValue("Content-Encoding")
                            .filter("gzip"::equalsIgnoreCase)
                            .isPresent();
            return Optional.of(Bounded.read(gzip ? new GZIPInputStream(body) : body, limit, path));
        }
    }

    /// A log serves what is asked for by name and lists nothing.
    @Override
    public List<String> list(String folder) {
        return List.of();
    }

    /// More than there are processors: most of the time goes by in waiting for the network.
    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public void close() {
        client.close();
    }
}
