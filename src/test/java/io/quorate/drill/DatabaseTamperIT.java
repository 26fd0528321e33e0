package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.audit.note.Checkpoint;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the superuser of the database can do to a log, past every grant and trigger, and what the
/// checker says to it over HTTP.
class DatabaseTamperIT {
    private static final String ORIGIN = "tampered";
    private static final List<String> TABLES = List.of("record", "tile", "checkpoint");
    private static final String EDITED =
            "convert_to(replace(convert_from(leaf, 'UTF8'), 'ACCEPTED', 'REJECTED'), 'UTF8')";

    @TempDir static Path folder;
    private static Database database;
    private static SidecarLog log;
    private static int size;

    @BeforeAll
    static void write() throws Exception {
        database = TestPostgres.database();
        log = SidecarLog.start(database, ORIGIN, folder);
        log.decide(600);
        log.awaitSigned();
        Files.copy(folder.resolve(ORIGIN + ".checkpoint"), folder.resolve("older"));
        log.decide(100);
        log.awaitSigned();
        log.stopWriting();
        size = (int) log.ledger.committed().size();
        for (String table : TABLES) {
            tamper("CREATE TABLE kept_%s AS TABLE %s".formatted(table, table));
        }
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @AfterEach
    void restore() throws SQLException {
        for (String table : TABLES) {
            tamper("DELETE FROM " + table);
            tamper("INSERT INTO %s TABLE kept_%s".formatted(table, table));
        }
        log.check().accepts();
    }

    @Test
    void anEditedRecordIsNamed() throws SQLException {
        tamper("UPDATE record SET leaf = %s WHERE log_index = 300".formatted(EDITED));
        log.check().rejects("ALTERED record 300:");
    }

    @Test
    void anEditedRecordIsNamedThoughItsHashWasEditedToo() throws SQLException {
        tamper("UPDATE record SET leaf = %s WHERE log_index = 650".formatted(EDITED));
        tamper("UPDATE record SET leaf_hash = sha256('\\x00'::bytea || leaf)");
        log.check().contains("REPLACED records 0 to " + (size - 1));
        log.check("--older", folder.resolve("older").toString())
                .contains("ALTERED records 602 to " + (size - 1));
    }

    @Test
    void aDeletedRecordIsNamed() throws SQLException {
        tamper("DELETE FROM record WHERE log_index = 300");
        log.check().contains("MISSING record 300:");
    }

    @Test
    void aDeletedRecordIsNamedThoughTheOthersClosedUp() throws SQLException {
        tamper("DELETE FROM record WHERE log_index = 300");
        tamper("UPDATE record SET log_index = -log_index WHERE log_index > 300");
        tamper("UPDATE record SET log_index = -log_index - 1 WHERE log_index < 0");
        log.check().contains("ALTERED records 300 to 511:");
    }

    @Test
    void twoSwappedRecordsAreNamed() throws SQLException {
        tamper("UPDATE record SET log_index = -1 WHERE log_index = 20");
        tamper("UPDATE record SET log_index = 20 WHERE log_index = 310");
        tamper("UPDATE record SET log_index = 310 WHERE log_index = -1");
        log.check()
                .rejects(
                        "REORDERED record 20: here stands the record that was signed as 310",
                        "REORDERED record 310: here stands the record that was signed as 20");
    }

    @Test
    void recordsInAnotherOrderAreNamed() throws SQLException {
        tamper("UPDATE record SET log_index = -log_index WHERE log_index BETWEEN 40 AND 42");
        tamper(
                "UPDATE record SET log_index = 40 + (-log_index - 40 + 1) % 3"
                        + " WHERE log_index < 0");
        log.check().rejects("REORDERED record 40: here stands the record that was signed as 42");
    }

    @Test
    void anEmptiedTableIsNamed() throws SQLException {
        tamper("TRUNCATE record");
        log.check().contains("TRUNCATED records 0 to " + (size - 1));
    }

    @Test
    void aTruncatedLogIsNamed() throws SQLException {
        tamper("DELETE FROM record WHERE log_index >= 600");
        log.check().contains("TRUNCATED records 600 to " + (size - 1));
    }

    @Test
    void aLogThatIsReplacedAsAWholeIsNamed() throws Exception {
        tamper("UPDATE record SET leaf = " + EDITED);
        rebuild();
        log.check().contains("REPLACED records 0 to " + (size - 1));
    }

    @Test
    void aLogThatIsSignedAnewByAnotherKeyIsTrustedByNobody() throws Exception {
        tamper("UPDATE record SET leaf = " + EDITED);
        rebuild();
        sign(LogFolder.key(ORIGIN));
        Checked checked = log.check();
        assertEquals(1, checked.status(), checked::toString);
        checked.contains("REPLACED");
    }

    @Test
    void aForkByWhoeverStoleTheKeyShowsAgainstAnOlderCheckpoint() throws Exception {
        tamper("UPDATE record SET leaf = %s WHERE log_index = 300".formatted(EDITED));
        rebuild();
        sign(log.keys.keys().getFirst());
        log.check().accepts();
        log.check("--older", folder.resolve(ORIGIN + ".checkpoint").toString())
                .contains("FORKED records 0 to " + (size - 1));
    }

    /// Makes hashes and tiles anew from the leaves as they are.
    private static void rebuild() throws SQLException {
        tamper("UPDATE record SET leaf_hash = sha256('\\x00'::bytea || leaf)");
        tamper("DELETE FROM tile");
        try (Connection connection = database.superuser().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO tile SELECT id, ?, ?, ?, ? FROM origin")) {
            TreeEdge edge = TreeEdge.empty();
            for (Leaf leaf : leaves()) {
                for (var tile : edge.append(List.of(leaf))) {
                    TreeEdge subtree = TreeEdge.empty();
                    for (int i = 0; i < tile.width(); i++) {
                        subtree.append(tile.hash(i).bytes(), _ -> {});
                    }
                    insert.setInt(1, tile.level());
                    insert.setLong(2, tile.index());
                    insert.setBytes(3, tile.bytes());
                    insert.setBytes(4, subtree.root().bytes());
                    insert.executeUpdate();
                }
            }
        }
    }

    private static void sign(SigningKey key) throws SQLException {
        TreeEdge edge = TreeEdge.empty();
        edge.append(leaves());
        Checkpoint head = new Checkpoint(ORIGIN, size, edge.root());
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE checkpoint SET root = ?, note = ? WHERE size = ?")) {
                update.setBytes(1, head.root().bytes());
                update.setString(2, head.sign(List.of(key)).format());
                update.setLong(3, size);
                assertEquals(1, update.executeUpdate());
            }
        }
    }

    private static List<Leaf> leaves() throws SQLException {
        List<Leaf> leaves = new java.util.ArrayList<>();
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT leaf FROM record ORDER BY log_index")) {
            while (row.next()) {
                leaves.add(Leaf.of(row.getBytes(1)));
            }
        }
        return leaves;
    }

    private static void tamper(String sql) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(sql);
        }
    }
}
