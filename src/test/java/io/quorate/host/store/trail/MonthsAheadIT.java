package io.quorate.host.store.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class MonthsAheadIT {
    @Test
    void theApplicationMakesTheComingMonths() throws SQLException {
        Database database = TestPostgres.database();
        Instant now = Instant.parse("2033-11-30T23:59:59Z");
        try (MonthsAhead _ = MonthsAhead.start(database.application(), () -> now)) {
            long end = System.nanoTime() + 20_000_000_000L;
            while (!exists(database, "vote_2034_02") && System.nanoTime() < end) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        for (String partition :
                new String[] {"content_2033_11", "record_2033_12", "record_2034_02"}) {
            assertTrue(exists(database, partition), partition);
        }
    }

    /// Such a record lies apart, and would keep its month from being made.
    @Test
    void aMonthIsMadeAlsoWhereAClockThatWasAheadWroteIntoIt() throws SQLException {
        Database database = TestPostgres.database();
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement()) {
            for (String at : List.of("2033-04-30 23:59+00", "2033-05-01 00:00+00")) {
                statement.execute(
                        """
                        INSERT INTO record (origin, log_index, at, kind, leaf, leaf_hash)
                        VALUES (1, extract(epoch FROM timestamptz '%1$s'), '%1$s', 'a', '', '')
                        """
                                .formatted(at));
            }
            statement.execute("SELECT make_partition('2033-05-17')");
        }
        assertTrue(exists(database, "vote_2033_05"));
        assertEquals(1, rows(database, "record_2033_05"));
        assertEquals(1, rows(database, "record_other"));
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String part : List.of("record_2033_05", "record_other")) {
                String delete = "DELETE FROM " + part;
                assertThrows(SQLException.class, () -> statement.execute(delete), part);
            }
        }
    }

    private static long rows(Database database, String table) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean exists(Database database, String table) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
