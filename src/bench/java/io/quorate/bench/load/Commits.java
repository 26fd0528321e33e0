package io.quorate.bench.load;

import io.quorate.bench.bed.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What a log has got since some place in it.
record Commits(long decisions, long commits) {

    /// The last place of that log so far.
    static long last(Postgres postgres, String origin) throws SQLException {
        try (Connection connection = postgres.connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT max(log_index) FROM record
                                WHERE origin = (SELECT id FROM origin WHERE name = ?)
                                """)) {
            query.setString(1, origin);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static Commits since(Postgres postgres, String origin, long place) throws SQLException {
        try (Connection connection = postgres.connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT count(*), count(DISTINCT xmin::text) FROM decision
                                WHERE log_index > ? AND origin = (SELECT id FROM origin WHERE name = ?)
                                """)) {
            query.setLong(1, place);
            query.setString(2, origin);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Commits(row.getLong(1), row.getLong(2));
            }
        }
    }

    double perDecision() {
        return (double) commits / decisions;
    }

    int decisionsPerCommit() {
        return (int) Math.max(1, Math.round((double) decisions / commits));
    }
}
