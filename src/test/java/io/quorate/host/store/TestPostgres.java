package io.quorate.host.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// A real and durable PostgreSQL, one for all tests of a JVM. Each test class takes a database of
/// its own with the schema in place, a copy of one that was migrated once.
public final class TestPostgres {
    public static final String OWNER = "quorate_owner";
    public static final String APPLICATION = "quorate_app";

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /// One database.
    ///
    /// @param superuser may do anything, as somebody who tampers with the log
    /// @param owner the tables' owner, who migrates
    /// @param application what the sidecar connects as
    public record Database(
            String url, DataSource superuser, DataSource owner, DataSource application) {}

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "on")
                                .setServerConfig("synchronous_commit", "on")
                                .setServerConfig("full_page_writes", "on")
                                .start();
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE ROLE " + OWNER + " LOGIN");
                    statement.execute("CREATE ROLE " + APPLICATION + " LOGIN");
                }
                create(postgres, TEMPLATE, "template1");
                migrate(source(postgres, TEMPLATE, OWNER), APPLICATION);
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// A fresh database with the schema in place.
    public static Database database() {
        String name = "test_" + DATABASES.incrementAndGet();
        try {
            create(Server.POSTGRES, name, TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return at(name);
    }

    /// A fresh database in which one role is both owner and application.
    public static Database databaseOfOneRole() {
        String name = "test_" + DATABASES.incrementAndGet();
        try {
            create(Server.POSTGRES, name, "template1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        DataSource owner = source(Server.POSTGRES, name, OWNER);
        migrate(owner, "");
        return new Database(
                Server.POSTGRES.getJdbcUrl(OWNER, name),
                source(Server.POSTGRES, name, "postgres"),
                owner,
                owner);
    }

    private static Database at(String name) {
        return new Database(
                Server.POSTGRES.getJdbcUrl(APPLICATION, name),
                source(Server.POSTGRES, name, "postgres"),
                source(Server.POSTGRES, name, OWNER),
                source(Server.POSTGRES, name, APPLICATION));
    }

    private static void create(EmbeddedPostgres postgres, String name, String template)
            throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE %s TEMPLATE %s OWNER %s".formatted(name, template, OWNER));
        }
    }

    private static void migrate(DataSource owner, String application) {
        Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", application))
                .load()
                .migrate();
    }

    private static DataSource source(EmbeddedPostgres postgres, String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.getJdbcUrl(user, database));
        // As the sidecar sets it.
        source.setReWriteBatchedInserts(true);
        source.setUser(user);
        return source;
    }
}
