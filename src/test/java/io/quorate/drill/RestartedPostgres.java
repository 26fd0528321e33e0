package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.host.embedded.DataFolder;
import io.quorate.host.embedded.EmbeddedPostgres;
import io.quorate.host.embedded.PostgresStart;
import io.quorate.host.embedded.PostgresStart.Login;
import io.quorate.host.embedded.PostgresStart.Started;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL of a drill's own, which is killed and started again on the same data.
final class RestartedPostgres implements DataSource, AutoCloseable {
    private final DataFolder folder;
    private volatile Started started;
    private volatile PGSimpleDataSource source;

    private RestartedPostgres(DataFolder folder) {
        this.folder = folder;
        start();
    }

    /// One with the schema in place. It is the data source of the application.
    static RestartedPostgres in(Path folder) throws Exception {
        RestartedPostgres postgres =
                new RestartedPostgres(new DataFolder(folder.toRealPath().resolve("postgres")));
        Flyway.configure()
                .dataSource(postgres.as(postgres.started.owner()))
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", postgres.started.application().user()))
                .load()
                .migrate();
        return postgres;
    }

    /// Ends the server without its knowing.
    void kill() {
        ProcessHandle.of(started.pid()).ifPresent(ProcessHandle::destroyForcibly);
        started.postgres().close();
    }

    void start() {
        PostgresStart start = EmbeddedPostgres.start(folder, _ -> {});
        Started now = assertInstanceOf(Started.class, start, start::toString);
        started = now;
        source = as(now.application());
    }

    private PGSimpleDataSource as(Login login) {
        PGSimpleDataSource made = new PGSimpleDataSource();
        made.setUrl(started.jdbcUrl());
        made.setUser(login.user());
        made.setPassword(login.password());
        made.setConnectTimeout(2);
        return made;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return source.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return source.getConnection(user, password);
    }

    @Override
    public void close() {
        started.postgres().close();
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
