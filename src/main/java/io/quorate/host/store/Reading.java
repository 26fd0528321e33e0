package io.quorate.host.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A transaction that only reads and sees the database as it was when it began, and that another
/// thread may end at any moment, whatever the database is at.
final class Reading {
    /// A request to cancel that comes between two statements cancels neither.
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    /// Whose statements may be cancelled; nobody's outside the work, so that no request to cancel
    /// hits whoever uses the connection next.
    private @Nullable Connection cancellable;

    private boolean ended;

    /// What is read.
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /// Does the work; returns early, without an exception, when it is ended.
    void run(DataSource source, Work work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                if (begin(connection)) {
                    work.on(connection);
                }
            } catch (SQLException e) {
                if (!isEnded()) {
                    throw e;
                }
            } finally {
                finish();
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        }
    }

    private synchronized boolean begin(Connection connection) {
        cancellable = connection;
        return !ended;
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized void finish() {
        cancellable = null;
        notifyAll();
    }

    /// Returns when it has ended.
    synchronized void end() {
        ended = true;
        try {
            while (cancellable != null) {
                cancel(cancellable);
                wait(ASK_AGAIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException _) {
            // A database that cannot be asked to stop does not answer the work either.
        }
    }
}
