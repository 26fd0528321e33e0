package io.quorate.host.store.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.keeping.RetentionStore.Pruning;
import io.quorate.engine.trail.Answer;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Which checkpoints stay.
class CheckpointThinningIT {
    private final Database database = TestPostgres.database();

    @Test
    void ofADayThatIsPastTheLastStaysAndTheLastThatAWitnessSigned() throws SQLException {
        insert("one", 1, "-3 days 1 hour");
        insert("one", 2, "-3 days 2 hours");
        insert("one", 3, "-3 days 3 hours");
        insert("one", 4, "-2 days 0 hours");
        sign(1);
        sign(2);
        upkeep();
        assertEquals(List.of(2L, 3L, 4L), sizes("one"));
        assertEquals(1, number("SELECT count(*) FROM cosignature"));
    }

    @Test
    void allOfYesterdayAndTodayStay() throws SQLException {
        for (int hour = 0; hour < 24; hour++) {
            insert("one", 1 + hour, "-1 days %d hours".formatted(hour));
            insert("one", 101 + hour, "0 days %d hours".formatted(hour));
        }
        upkeep();
        assertEquals(48, sizes("one").size());
    }

    @Test
    void theNewestStaysWhateverTheClockSaid() throws SQLException {
        insert("one", 1, "400 days 1 hour");
        insert("one", 2, "400 days 2 hours");
        insert("one", 3, "-400 days 2 hours");
        insert("one", 4, "-400 days 1 hour");
        insert("two", 1, "-400 days 1 hour");
        upkeep();
        assertEquals(List.of(2L, 4L), sizes("one"));
        assertEquals(List.of(1L), sizes("two"));
    }

    @Test
    void nobodyCanRemoveOneOtherwise() throws SQLException {
        insert("one", 1, "-3 days 1 hour");
        for (var source : List.of(database.application(), database.owner())) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThrows(SQLException.class, () -> statement.execute("DELETE FROM checkpoint"));
            }
        }
        upkeep();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute("DELETE FROM checkpoint"));
        }
        assertEquals(List.of(1L), sizes("one"));
    }

    private void upkeep() {
        try (PostgresRetention retention =
                new PostgresRetention(
                        database.application(),
                        TrailLimits.DEFAULT,
                        new TrailLimits(1, 1, Duration.ofMinutes(1)))) {
            Answer<Pruning> answer =
                    retention
                            .prune(
                                    new Origin("one"),
                                    _ -> CompletableFuture.completedStage(OptionalLong.empty()))
                            .toCompletableFuture()
                            .join();
            assertInstanceOf(Answer.Given.class, answer, answer::toString);
        }
    }

    /// @param after how long after the last midnight of UTC
    private void insert(String origin, long size, String after) throws SQLException {
        execute(
                """
                INSERT INTO origin (name) SELECT name FROM (VALUES ('one'), ('two')) o (name)
                ON CONFLICT DO NOTHING
                """);
        execute("UPDATE origin SET size = greatest(size, %d)".formatted(size));
        execute(
                """
                INSERT INTO checkpoint (origin, size, root, at, note)
                SELECT id, %d, sha256(''), date_trunc('day', now(), 'UTC') + interval '%s', 'note'
                FROM origin WHERE name = '%s'
                """
                        .formatted(size, after, origin));
    }

    private void sign(long size) throws SQLException {
        execute(
                """
                INSERT INTO cosignature (origin, size, at, witness, line)
                SELECT id, %d, now(), 'witness', 'line' FROM origin WHERE name = 'one'
                """
                        .formatted(size));
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    private List<Long> sizes(String origin) throws SQLException {
        List<Long> sizes = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery(
                                """
                                SELECT c.size FROM checkpoint c JOIN origin o ON o.id = c.origin
                                WHERE name = '%s' ORDER BY c.size
                                """
                                        .formatted(origin))) {
            while (row.next()) {
                sizes.add(row.getLong(1));
            }
        }
        return sizes;
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
