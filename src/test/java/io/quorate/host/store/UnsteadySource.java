package io.quorate.host.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// A database that can be cut off, and whose connections can break around a commit.
final class UnsteadySource implements DataSource {
    /// What happens to the next commit.
    enum Commit {
        KEEPS,
        BREAKS_BEFORE,
        BREAKS_AFTER
    }

    private final DataSource source;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile Commit next = Commit.KEEPS;
    private volatile Runnable whenBroken = () -> {};

    UnsteadySource(DataSource source) {
        this.source = source;
    }

    /// Breaks every connection and lets nobody connect.
    void down() {
        down = true;
        open.forEach(connection -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        open.clear();
    }

    void up() {
        down = false;
    }

    /// @param whenBroken what else happens as soon as it has
    void nextCommit(Commit commit, Runnable whenBroken) {
        this.whenBroken = whenBroken;
        next = commit;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (down) {
            throw new SQLException("the database is away", "08001");
        }
        Connection connection = source.getConnection();
        open.add(connection);
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        Commit commit = method.getName().equals("commit") ? next : Commit.KEEPS;
        if (commit == Commit.KEEPS) {
            return invoke(connection, method, arguments);
        }
        next = Commit.KEEPS;
        if (commit == Commit.BREAKS_AFTER) {
            invoke(connection, method, arguments);
        }
        connection.abort(Runnable::run);
        whenBroken.run();
        throw new SQLException("the connection broke", "08006");
    }

    private static Object invoke(Connection connection, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
