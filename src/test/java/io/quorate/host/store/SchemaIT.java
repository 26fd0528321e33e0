package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.host.store.TestPostgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaIT {
    private Database database;

    @BeforeEach
    void migrated() throws SQLException {
        database = TestPostgres.database();
    }

    @Test
    void itsVersionIsThatOfTheNewestMigration() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertEquals(
                    Schema.VERSION,
                    migrations
                            .map(file -> file.getFileName().toString())
                            .map(name -> name.substring(1, name.indexOf("__")))
                            .max(Comparator.comparingInt(Integer::parseInt))
                            .orElseThrow());
        }
    }

    @Test
    void nothingIsMigratedWhereEveryMigrationWasMade() {
        assertEquals(0, migrationsOf(database.application()));
    }

    @Test
    void aMigrationThatIsMissingIsMade() throws SQLException {
        change("DELETE FROM flyway_schema_history WHERE version = '" + Schema.VERSION + "'");
        assertEquals(1, migrationsOf(database.application()));
    }

    @Test
    void aMigrationThatFailedIsLeftToTheMigration() throws SQLException {
        change("UPDATE flyway_schema_history SET success = false WHERE version = '1'");
        assertEquals(1, migrationsOf(database.application()));
    }

    @Test
    void anEmptyDatabaseIsMigrated() throws SQLException {
        change("DROP TABLE flyway_schema_history");
        assertEquals(1, migrationsOf(database.application()));
    }

    private static int migrationsOf(DataSource source) {
        AtomicInteger migrations = new AtomicInteger();
        Schema.bring(source, migrations::incrementAndGet);
        return migrations.get();
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
