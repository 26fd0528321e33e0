package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Ledger.Taking;
import io.quorate.host.store.TestPostgres.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What the database itself refuses, whoever asks.
class AppendOnlyIT {
    private static final String REFUSED = "42501";
    private static final List<String> LOG_TABLES =
            List.of(
                    "record",
                    "detail",
                    "decision",
                    "pool_outcome",
                    "vote",
                    "fault",
                    "tile",
                    "verifier_key",
                    "cosignature",
                    "policy");

    @Test
    void theApplicationCannotChangeTheLog() throws Exception {
        Database database = filled(TestPostgres.database());
        for (String table : LOG_TABLES) {
            assertUnchangeable(database.application(), table);
        }
        assertRefused(database.application(), "DROP TABLE record");
        assertRefused(database.application(), "ALTER TABLE record DISABLE TRIGGER ALL");
    }

    @Test
    void triggersRefuseTheOwnerToo() throws Exception {
        Database database = filled(TestPostgres.database());
        for (String table : LOG_TABLES) {
            assertUnchangeable(database.owner(), table);
        }
    }

    @Test
    void withOneRoleForEverythingTriggersProtectTheLog() throws Exception {
        Database database = filled(TestPostgres.databaseOfOneRole());
        for (String table : LOG_TABLES) {
            assertUnchangeable(database.application(), table);
        }
    }

    @Test
    void partitionsAreProtectedOneByOne() throws Exception {
        Database database = filled(TestPostgres.database());
        List<String> partitions = partitions(database.owner());
        assertTrue(partitions.size() >= 7 * 5, partitions::toString);
        for (String partition : partitions) {
            if (!partition.startsWith("content")) {
                assertUnchangeable(database.owner(), partition);
            }
            assertRefused(database.owner(), "TRUNCATE " + partition);
        }
    }

    @Test
    void contentCanBeErasedButNotChanged() throws Exception {
        Database database = filled(TestPostgres.database());
        assertRefused(database.application(), "UPDATE content SET subject = 'x'");
        assertRefused(database.owner(), "UPDATE content SET subject = 'x'");
        assertRefused(database.owner(), "TRUNCATE content");
        assertEquals(1, execute(database.application(), "DELETE FROM content"));
    }

    @Test
    void aLogNeverBecomesShorterNorItsEpochOlder() throws Exception {
        Database database = filled(TestPostgres.database());
        for (String change :
                List.of(
                        "size = size - 1",
                        "epoch = epoch - 1",
                        "sequence_limit = 0",
                        "sequence_settled = -1",
                        "name = 'another'")) {
            assertRefused(database.owner(), "UPDATE origin SET " + change);
        }
        assertRefused(database.owner(), "DELETE FROM origin");
        assertRefused(database.application(), "UPDATE origin SET name = 'another'");
    }

    @Test
    void partitionsAreMadeAheadByWhoeverMayNotMakeTables() throws Exception {
        Database database = TestPostgres.database();
        int before = partitions(database.owner()).size();
        execute(database.application(), "SELECT make_partition('2031-07-31 23:30:00-05')");
        execute(database.application(), "SELECT make_partition('2031-08-01 00:00:00+00')");
        List<String> after = partitions(database.owner());
        assertEquals(before + 7, after.size());
        assertTrue(after.contains("record_2031_08"), "months are those of UTC");
        assertRefused(database.application(), "CREATE TABLE mine ()");
        assertRefused(database.application(), "SELECT protect('origin')");
    }

    private static Database filled(Database database) throws Exception {
        try (PostgresLedger ledger = Ledgers.open(database.application(), "a")) {
            long sequence = ((Taking.Taken) ledger.takeSequence()).sequence();
            ledger.append(
                            new Entries(ledger.origin(), new SecureRandom())
                                    .of(sequence, new Call("a")))
                    .toCompletableFuture()
                    .join();
        }
        return database;
    }

    private static void assertUnchangeable(DataSource source, String table) {
        String column = table.equals("policy") ? "text" : "origin";
        assertRefused(source, "UPDATE %s SET %s = %s".formatted(table, column, column));
        assertRefused(source, "DELETE FROM " + table);
        assertRefused(source, "TRUNCATE " + table);
    }

    private static void assertRefused(DataSource source, String sql) {
        SQLException refusal = assertThrows(SQLException.class, () -> execute(source, sql), sql);
        assertEquals(REFUSED, refusal.getSQLState(), refusal::getMessage);
    }

    private static int execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private static List<String> partitions(DataSource source) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT relname FROM pg_class WHERE relispartition"
                                        + " AND relkind = 'r'")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
