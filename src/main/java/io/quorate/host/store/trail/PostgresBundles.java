package io.quorate.host.store.trail;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.bundle.BundleStore;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/// What bundles need to know, in one PostgreSQL.
public final class PostgresBundles implements BundleStore, AutoCloseable {
    private final Desk desk;

    public PostgresBundles(DataSource source, TrailLimits limits) {
        desk = new Desk(source, limits);
    }

    @Override
    public CompletionStage<Answer<List<Part>>> parts(TimeRange range, Optional<Origin> log) {
        return desk.read(connection -> {
            Sql names = new Sql().add("SELECT id, name FROM origin WHERE size > 0");
            log.ifPresent(origin -> names.add("AND name = ?", origin.value()));
            record Log(int id, Origin origin) {}
            List<Log> logs =
                    names.add("ORDER BY name")
                            .list(
                                    connection,
                                    row -> new Log(row.getInt(1), new Origin(row.getString(2))));
            List<Part> parts = new ArrayList<>();
            for (Log each : logs) {
                Optional<Long> first = edge(connection, each.id(), range, "ASC");
                Optional<Long> last = edge(connection, each.id(), range, "DESC");
                if (first.isPresent() && last.isPresent()) {
                    parts.add(new Part(each.origin(), first.get(), last.get() + 1));
                } else if (log.isPresent()) {
                    parts.add(new Part(each.origin(), 0, 0));
                }
            }
            return parts;
        });
    }

    private static Optional<Long> edge(
            Connection connection, int log, TimeRange range, String direction) throws SQLException {
        return new Sql()
                        .add(
                                """
                                SELECT log_index FROM record WHERE origin = ? AND at >= ? AND at < ?
                                """,
                                log,
                                range.from(),
                                range.to())
                        .add("ORDER BY log_index " + direction + " LIMIT 1")
                        .list(connection, row -> row.getLong(1))
                        .stream()
                        .findFirst();
    }

    @Override
    public CompletionStage<Answer<List<Detail>>> details(Origin origin, long first, long end) {
        return desk.read(connection ->
                new Sql()
                        .add(
                                """
                                SELECT d.log_index, d.body FROM detail d
                                WHERE d.origin = (SELECT id FROM origin WHERE name = ?)
                                    AND d.log_index >= ? AND d.log_index < ? ORDER BY d.log_index
                                """,
                                origin.value(),
                                first,
                                end)
                        .list(connection, row -> new Detail(row.getLong(1), row.getBytes(2))));
    }

    @Override
    public CompletionStage<Answer<List<PolicyText>>> policies(TimeRange range) {
        return desk.read(connection ->
                new Sql()
                        .add(
                                """
                                SELECT p.digest, p.text FROM policy p WHERE EXISTS (
                                    SELECT FROM decision d WHERE d.policy_digest = p.digest
                                        AND d.at >= ? AND d.at < ?) ORDER BY p.at
                                """,
                                range.from(),
                                range.to())
                        .list(
                                connection,
                                row ->
                                        new PolicyText(
                                                PostgresRetention.digest(row.getBytes(1)),
                                                row.getString(2))));
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        desk.close();
    }
}
