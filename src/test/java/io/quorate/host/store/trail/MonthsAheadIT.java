package io.quorate.host.store.trail;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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

    private static boolean exists(Database database, String table) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
