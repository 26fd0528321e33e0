package io.quorate.host.store;

import io.quorate.engine.spool.Drainable.Earlier;
import io.quorate.host.store.Claims.RequestKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/// Asks what requests led to before: one query at a time, for all who came during the last one.
final class Earliers {
    private static final int WAITING_MAX = 4_096;
    private static final int AT_A_TIME = 256;

    private final DataSource source;
    private final Executor threads;
    private final Duration patience;
    private final BlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean asking = new AtomicBoolean();

    private record Asked(RequestKey key, CompletableFuture<Optional<Earlier>> answer) {}

    Earliers(DataSource source, Executor threads, Duration patience) {
        this.source = source;
        this.threads = threads;
        this.patience = patience;
    }

    /// Nobody knows where the database cannot be asked.
    CompletionStage<Optional<Earlier>> find(RequestKey key) {
        Asked asked = new Asked(key, new CompletableFuture<>());
        if (!waiting.offer(asked)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        ask();
        return asked.answer();
    }

    private void ask() {
        if (asking.compareAndSet(false, true)) {
            threads.execute(this::askAll);
        }
    }

    private void askAll() {
        List<Asked> some = new ArrayList<>();
        while (waiting.drainTo(some, AT_A_TIME) > 0) {
            Map<RequestKey, Earlier> earlier = answers(some);
            some.forEach(asked ->
                    asked.answer().complete(Optional.ofNullable(earlier.get(asked.key()))));
            some.clear();
        }
        asking.set(false);
        if (!waiting.isEmpty()) {
            ask();
        }
    }

    private Map<RequestKey, Earlier> answers(List<Asked> asked) {
        try (Connection connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
            Map<RequestKey, Earlier> earlier =
                    Claims.earlier(connection, asked.stream().map(Asked::key).toList());
            connection.setNetworkTimeout(Runnable::run, 0);
            return earlier;
        } catch (SQLException _) {
            return Map.of();
        }
    }
}
