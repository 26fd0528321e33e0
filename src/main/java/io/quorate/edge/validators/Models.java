package io.quorate.edge.validators;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The HTTP client that asks models, made for the first agent that is one: setting up its
/// encryption takes up to seconds, and most policies never need it.
final class Models implements AutoCloseable {
    private final Executor threads;
    private @Nullable HttpClient client;

    Models(Executor threads) {
        this.threads = threads;
    }

    synchronized HttpClient client() {
        HttpClient made =
                client == null ? HttpClient.newBuilder().executor(threads).build() : client;
        client = made;
        return made;
    }

    /// Calls in flight are cut off.
    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
