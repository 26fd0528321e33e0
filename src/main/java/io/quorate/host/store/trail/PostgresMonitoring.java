package io.quorate.host.store.trail;

import io.quorate.core.protocol.PoolId;
import io.quorate.engine.monitoring.Activity;
import io.quorate.engine.monitoring.Handbook;
import io.quorate.engine.monitoring.Indicators;
import io.quorate.engine.monitoring.LabelledDecision;
import io.quorate.engine.monitoring.MonitoringStore;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.TimeRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/// What is counted over all logs in one PostgreSQL.
public final class PostgresMonitoring implements MonitoringStore, AutoCloseable {
    private static final String BY_VERDICT =
            """
            SELECT date_trunc(?, at, 'UTC'), pool, verdict, count(*), sum(agreement),
                count(agreement), sum(confidence), count(confidence)
            FROM pool_outcome WHERE at >= ? AND at < ? GROUP BY 1, 2, 3
            """;

    private static final String BY_FAULT =
            """
            SELECT date_trunc(?, at, 'UTC'), pool, kind, count(*)
            FROM fault WHERE at >= ? AND at < ? GROUP BY 1, 2, 3
            """;

    private static final String BY_LABEL =
            """
            SELECT date_trunc(?, d.at, 'UTC'), l.pool, count(*),
                count(*) FILTER (WHERE p.choice = l.right_choice)
            FROM label l JOIN decision d USING (decision_id)
            JOIN pool_outcome p ON p.pool = l.pool
                AND (p.at, p.origin, p.log_index) = (d.at, d.origin, d.log_index)
            WHERE l.revoked_at IS NULL AND d.at >= ? AND d.at < ? GROUP BY 1, 2
            """;

    private static final String LABELLED =
            """
            SELECT l.id, l.decision_id, d.at, l.pool, p.verdict, p.choice, p.confidence, p.agreement,
                d.policy_digest, l.right_choice, l.source, l.at
            FROM label l JOIN decision d USING (decision_id)
            JOIN pool_outcome p ON p.pool = l.pool
                AND (p.at, p.origin, p.log_index) = (d.at, d.origin, d.log_index)
            WHERE l.revoked_at IS NULL AND l.at >= ? AND l.at < ? AND l.id > ?
            ORDER BY l.id LIMIT ?
            """;

    private final Desk desk;

    public PostgresMonitoring(DataSource source, TrailLimits limits) {
        desk = new Desk(source, limits);
    }

    @Override
    public CompletionStage<Answer<Handbook.Roles>> roles() {
        return desk.read(connection ->
                new Sql()
                        .add(
                                """
                                SELECT pg_has_role(relowner, 'USAGE') FROM pg_class
                                WHERE oid = 'record'::regclass
                                """)
                        .list(
                                connection,
                                row ->
                                        row.getBoolean(1)
                                                ? Handbook.Roles.ONE_FOR_ALL
                                                : Handbook.Roles.APART)
                        .getFirst());
    }

    @Override
    public CompletionStage<Answer<Indicators>> indicators(TimeRange range, Indicators.Cut cut) {
        return desk.survey(connection -> {
            Map<Key, Sums> sums = new TreeMap<>();
            String unit = cut.name().toLowerCase(Locale.ROOT);
            add(connection, BY_VERDICT, unit, range, sums, PostgresMonitoring::verdict);
            add(connection, BY_FAULT, unit, range, sums, PostgresMonitoring::fault);
            add(connection, BY_LABEL, unit, range, sums, PostgresMonitoring::label);
            List<Indicators.Period> periods = new ArrayList<>();
            sums.forEach((key, sum) -> periods.add(sum.period(key)));
            return new Indicators(
                    periods,
                    counts(
                            connection,
                            """
                            SELECT kind, count(*) FROM record
                            WHERE kind IN ('duplicate', 'refused', 'lost') AND kind <> 'decision'
                                AND at >= ? AND at < ? GROUP BY kind
                            """,
                            range),
                    counts(
                            connection,
                            """
                            SELECT durability, count(*) FROM decision
                            WHERE at >= ? AND at < ? GROUP BY durability
                            """,
                            range));
        });
    }

    @Override
    public CompletionStage<Answer<Activity>> activity(TimeRange range) {
        return desk.survey(connection -> ActivitySurvey.of(connection, range));
    }

    @Override
    public CompletionStage<Answer<List<LabelledDecision>>> labelled(
            TimeRange range, long after, int most) {
        return desk.read(connection ->
                new Sql()
                        .add(LABELLED, range.from(), range.to(), after, most)
                        .list(connection, PostgresMonitoring::labelled));
    }

    private record Key(Instant begins, String pool) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTime = begins.compareTo(other.begins);
            return byTime != 0 ? byTime : pool.compareTo(other.pool);
        }
    }

    /// What adds up for one pool in one period.
    private static final class Sums {
        private final SortedMap<String, Long> verdicts = new TreeMap<>();
        private final SortedMap<String, Long> faults = new TreeMap<>();
        private double agreement;
        private long agreements;
        private double confidence;
        private long confidences;
        private long labelled;
        private long right;

        Indicators.Period period(Key key) {
            return new Indicators.Period(
                    key.begins(),
                    new PoolId(key.pool()),
                    verdicts,
                    mean(agreement, agreements),
                    mean(confidence, confidences),
                    labelled,
                    right,
                    faults);
        }

        private static OptionalDouble mean(double sum, long count) {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        }
    }

    @FunctionalInterface
    private interface Adding {
        void add(Sums sums, ResultSet row) throws SQLException;
    }

    private static void add(
            Connection connection,
            String sql,
            String unit,
            TimeRange range,
            Map<Key, Sums> all,
            Adding adding)
            throws SQLException {
        var _ =
                new Sql()
                        .add(sql, unit, range.from(), range.to())
                        .list(
                                connection,
                                row -> {
                                    Key key = new Key(Sql.instant(row, 1), row.getString(2));
                                    adding.add(all.computeIfAbsent(key, _ -> new Sums()), row);
                                    return key;
                                });
    }

    private static void verdict(Sums sums, ResultSet row) throws SQLException {
        sums.verdicts.put(row.getString(3), row.getLong(4));
        sums.agreement += row.getDouble(5);
        sums.agreements += row.getLong(6);
        sums.confidence += row.getDouble(7);
        sums.confidences += row.getLong(8);
    }

    private static void fault(Sums sums, ResultSet row) throws SQLException {
        sums.faults.put(row.getString(3), row.getLong(4));
    }

    private static void label(Sums sums, ResultSet row) throws SQLException {
        sums.labelled += row.getLong(3);
        sums.right += row.getLong(4);
    }

    static SortedMap<String, Long> counts(Connection connection, String sql, TimeRange range)
            throws SQLException {
        SortedMap<String, Long> counts = new TreeMap<>();
        var _ =
                new Sql()
                        .add(sql, range.from(), range.to())
                        .list(connection, row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    private static LabelledDecision labelled(ResultSet row) throws SQLException {
        return new LabelledDecision(
                row.getLong(1),
                row.getString(2),
                Sql.instant(row, 3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                real(row, 7),
                real(row, 8),
                HexFormat.of().formatHex(row.getBytes(9)),
                row.getString(10),
                row.getString(11),
                Sql.instant(row, 12));
    }

    private static OptionalDouble real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        desk.close();
    }
}
