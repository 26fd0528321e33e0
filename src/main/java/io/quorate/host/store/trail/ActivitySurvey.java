package io.quorate.host.store.trail;

import io.quorate.engine.monitoring.Activity;
import io.quorate.engine.trail.TimeRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/// Counts what went on beside the figures of pools. What has no table of its own is read from the
/// leaves, which are few of each kind asked for.
final class ActivitySurvey {
    private static final String BY_SERVICE =
            """
            SELECT service, count(*),
                count(*) FILTER (WHERE verdict = 'ACCEPTED'),
                count(*) FILTER (WHERE verdict = 'REJECTED'),
                count(*) FILTER (WHERE verdict = 'NO_CONSENSUS'),
                count(*) FILTER (WHERE verdict = 'PROVISIONAL')
            FROM decision WHERE at >= ? AND at < ?
            GROUP BY service ORDER BY 2 DESC, 1 LIMIT ?
            """;

    private static final String BY_KIND =
            """
            SELECT kind, count(*) FROM record
            WHERE kind <> 'decision' AND at >= ? AND at < ? GROUP BY kind
            """;

    private static final String STARTS =
            """
            SELECT convert_from(leaf, 'UTF8')::jsonb ->> 'previous', count(*) FROM record
            WHERE kind = 'start' AND kind <> 'decision' AND at >= ? AND at < ? GROUP BY 1
            """;

    private static final String LOST =
            """
            SELECT coalesce(sum((convert_from(leaf, 'UTF8')::jsonb ->> 'count')::bigint), 0)
            FROM record WHERE kind = 'lost' AND kind <> 'decision' AND at >= ? AND at < ?
            """;

    private static final String LABELS =
            """
            SELECT l.source, count(*), count(*) FILTER (WHERE p.choice = l.right_choice)
            FROM label l JOIN decision d USING (decision_id)
            JOIN pool_outcome p ON p.pool = l.pool
                AND (p.at, p.origin, p.log_index) = (d.at, d.origin, d.log_index)
            WHERE l.revoked_at IS NULL AND l.at >= ? AND l.at < ? GROUP BY 1 ORDER BY 1
            """;

    private static final String MOVEMENTS =
            """
            SELECT at, leaf ->> 'pool', leaf ->> 'agent_id', leaf ->> 'from', leaf ->> 'to',
                leaf ->> 'cause'
            FROM (SELECT at, origin, log_index, convert_from(leaf, 'UTF8')::jsonb AS leaf
                FROM record WHERE kind = 'standing' AND kind <> 'decision' AND at >= ? AND at < ?
                ORDER BY at, origin, log_index LIMIT ?) moved
            ORDER BY at, origin, log_index
            """;

    private static final String ORDERS =
            """
            SELECT at, kind, convert_from(leaf, 'UTF8')::jsonb ->> 'operator' FROM record
            WHERE kind IN ('erasure', 'hold', 'hold_lifted', 'export') AND kind <> 'decision'
                AND at >= ? AND at < ?
            ORDER BY at, origin, log_index LIMIT ?
            """;

    private ActivitySurvey() {}

    static Activity of(Connection connection, TimeRange range) throws SQLException {
        SortedMap<String, Long> kinds = PostgresMonitoring.counts(connection, BY_KIND, range);
        SortedMap<String, Long> starts = PostgresMonitoring.counts(connection, STARTS, range);
        return new Activity(
                listed(connection, BY_SERVICE, range, ActivitySurvey::use),
                kinds,
                starts,
                new Sql()
                        .add(LOST, range.from(), range.to())
                        .list(connection, row -> row.getLong(1))
                        .getFirst(),
                new Sql()
                        .add(LABELS, range.from(), range.to())
                        .list(
                                connection,
                                row ->
                                        new Activity.Source(
                                                row.getString(1), row.getLong(2), row.getLong(3))),
                listed(connection, MOVEMENTS, range, ActivitySurvey::movement),
                listed(
                        connection,
                        ORDERS,
                        range,
                        row ->
                                new Activity.Ordered(
                                        Sql.instant(row, 1), row.getString(2), row.getString(3))));
    }

    private static <T> List<T> listed(
            Connection connection, String sql, TimeRange range, Sql.Reader<T> reader)
            throws SQLException {
        return new Sql()
                .add(sql, range.from(), range.to(), Activity.ROWS_MAX + 1)
                .list(connection, reader);
    }

    private static Activity.Use use(ResultSet row) throws SQLException {
        return new Activity.Use(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }

    private static Activity.Movement movement(ResultSet row) throws SQLException {
        return new Activity.Movement(
                Sql.instant(row, 1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}
