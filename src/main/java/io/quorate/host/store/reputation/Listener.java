package io.quorate.host.store.reputation;

import io.quorate.core.protocol.PoolId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Hears which pools other sidecars changed, on a connection and a thread of its own. What was said
/// while the connection was down is missed; the next exchange of the pool makes up for it.
final class Listener implements AutoCloseable {
    static final String CHANNEL = "quorate_reputation";

    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final int HEAR_MILLIS = 10_000;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final DataSource source;
    private final String writer;
    private volatile boolean closed;
    private volatile @Nullable Connection hearing;

    Listener(DataSource source, String writer) {
        this.source = source;
        this.writer = writer;
    }

    static String message(String writer, PoolId pool) {
        return writer + " " + pool.value();
    }

    void start(Consumer<PoolId> changed) {
        Thread.ofPlatform().daemon().name("reputation-listener").start(() -> listen(changed));
    }

    private void listen(Consumer<PoolId> changed) {
        while (!closed) {
            try (Connection connection = source.getConnection()) {
                hearing = connection;
                hear(connection, changed);
            } catch (SQLException e) {
                if (!closed) {
                    LOG.debugf("not listening: %s", PostgresReputations.reason(e));
                    pause();
                }
            }
        }
    }

    private void hear(Connection connection, Consumer<PoolId> changed) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!closed) {
                PGNotification[] heard = postgres.getNotifications(HEAR_MILLIS);
                if (heard != null) {
                    for (PGNotification each : heard) {
                        tell(each.getParameter(), changed);
                    }
                }
            }
        }
    }

    private void tell(String message, Consumer<PoolId> changed) {
        int space = message.indexOf(' ');
        if (space > 0 && !message.substring(0, space).equals(writer)) {
            changed.accept(new PoolId(message.substring(space + 1)));
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN_AFTER);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection connection = hearing;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debugf("not aborted: %s", PostgresReputations.reason(e));
            }
        }
    }
}
