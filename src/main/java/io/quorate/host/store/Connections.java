package io.quorate.host.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;

/// Connections that are held for long, the locks of leases on them, and what is said of failures.
public final class Connections {
    /// The first half of every lease's advisory lock: "Quor".
    private static final int LEASES = 0x51756f72;

    /// A dead peer is found out in half a minute, so that its lease becomes free.
    private static final String NOTICE_DEATH =
            """
            SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4
            """;

    private Connections() {}

    /// @param patience how long the database may take for one answer
    static Connection open(DataSource source, Duration patience) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute(NOTICE_DEATH);
            }
            return connection;
        } catch (SQLException e) {
            abort(connection);
            throw e;
        }
    }

    /// Whether this connection now holds the lease's lock.
    static boolean lock(Connection connection, int origin) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, LEASES);
            lock.setInt(2, origin);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// Closes for good, so that its locks are gone although a pool would have kept it open.
    ///
    /// The driver's own connection is aborted: Agroal's forgets it without closing it, and counts
    /// it as lent for ever. The pool then learns from a call that fails that it is to be dropped.
    static void abort(Connection connection) {
        try {
            connection.unwrap(BaseConnection.class).abort(Runnable::run);
            connection.createStatement().close();
        } catch (SQLException _) {
            // It is as closed as it can be.
        }
        try {
            connection.close();
        } catch (SQLException _) {
            // It is as closed as it can be.
        }
    }

    /// Gives the lease's lock back, and keeps the connection.
    static void unlock(Connection connection, int origin) throws SQLException {
        try (PreparedStatement unlock =
                connection.prepareStatement("SELECT pg_advisory_unlock(?, ?)")) {
            unlock.setInt(1, LEASES);
            unlock.setInt(2, origin);
            unlock.execute();
        }
    }

    /// Gives the lease's lock back, and the connection as it was got.
    static void release(Connection connection, int origin) throws SQLException {
        try {
            connection.setAutoCommit(true);
            unlock(connection, origin);
            giveBack(connection);
        } catch (SQLException e) {
            abort(connection);
            throw e;
        }
    }

    /// Gives a connection that holds no lock back as it was got.
    static void giveBack(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.close();
    }

    static Optional<Extent> extent(Connection connection, int origin) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT epoch, size, sequence_settled, sequence_limit, stopped, spool
                        FROM origin WHERE id = ?
                        """)) {
            select.setInt(1, origin);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Extent(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getBoolean(5),
                                        Optional.ofNullable(row.getString(6))))
                        : Optional.empty();
            }
        }
    }

    /// What went wrong, without the rows that a database quotes in its details.
    public static String reason(SQLException failure) {
        if (failure instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            String message = refused.getServerErrorMessage().getMessage();
            return message + " (" + failure.getSQLState() + ")";
        }
        return String.valueOf(failure.getMessage());
    }

    /// The number of the origin of that name, which is given it if it has none.
    static int register(Connection connection, String name) throws SQLException {
        try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO origin (name) VALUES (?) ON CONFLICT DO NOTHING");
                PreparedStatement select =
                        connection.prepareStatement("SELECT id FROM origin WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet known = select.executeQuery()) {
                if (known.next()) {
                    return known.getInt(1);
                }
            }
            insert.setString(1, name);
            insert.executeUpdate();
            try (ResultSet made = select.executeQuery()) {
                if (made.next()) {
                    return made.getInt(1);
                }
            }
            throw new SQLException("origin " + name + " cannot be registered");
        }
    }
}
