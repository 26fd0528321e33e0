package io.quorate.host.store.trail;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.keeping.RetentionStore.Removal;
import io.quorate.host.store.TileStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What of a log need not be kept any longer.
///
/// @param log the number of the log in the store
record Due(int log, Removal removal) {
    /// Entries and hashes go by whole tiles; the growing edge of the tree needs those of the last
    /// one.
    private static final int TILE = 256;

    /// How many records go at a time, so that none waits for long for the room of another.
    private static final long RECORDS_MAX = 4_096L * TILE;

    /// @param keptFrom records of this time and later are kept
    record Horizon(Duration keepFor, Instant keptFrom) {}

    private record Extent(int log, long size, long previous) {}

    private record Span(Instant first, Instant last) {}

    static Horizon horizon(Connection connection) throws SQLException {
        return new Sql()
                .add("SELECT extract(epoch FROM keep_for())::bigint, kept_from()")
                .list(
                        connection,
                        row -> new Horizon(Duration.ofSeconds(row.getLong(1)), Sql.instant(row, 2)))
                .getFirst();
    }

    static Optional<Due> of(Connection connection, Origin origin) throws SQLException {
        Horizon horizon = horizon(connection);
        List<Extent> extents =
                new Sql()
                        .add(
                                """
                                SELECT id, size, coalesce((SELECT max(minimum_index) FROM pruning
                                    WHERE origin = id), 0)
                                FROM origin WHERE name = ?
                                """,
                                origin.value())
                        .list(
                                connection,
                                row -> new Extent(row.getInt(1), row.getLong(2), row.getLong(3)));
        if (extents.isEmpty()) {
            return Optional.empty();
        }
        Extent extent = extents.getFirst();
        long minimum =
                Math.min(
                        firstKept(connection, extent, horizon.keptFrom()) / TILE * TILE,
                        extent.previous() + RECORDS_MAX);
        if (minimum <= extent.previous()) {
            return Optional.empty();
        }
        Span span = span(connection, extent, minimum);
        Digest root = new TileStore(connection, extent.log()).edge(minimum).root();
        return Optional.of(
                new Due(
                        extent.log(),
                        new Removal(
                                extent.previous(),
                                minimum,
                                root,
                                span.first(),
                                span.last(),
                                horizon.keptFrom(),
                                horizon.keepFor())));
    }

    /// The first record that is kept; one whose clock was far off keeps no other one.
    private static long firstKept(Connection connection, Extent extent, Instant from)
            throws SQLException {
        return new Sql()
                        .add(
                                """
                                SELECT log_index FROM record WHERE origin = ? AND log_index >= ? AND at >= ?
                                    AND tableoid <> 'record_other'::regclass
                                ORDER BY log_index LIMIT 1
                                """,
                                extent.log(),
                                extent.previous(),
                                from)
                        .list(connection, row -> row.getLong(1))
                        .stream()
                        .findFirst()
                        .orElse(extent.size());
    }

    private static Span span(Connection connection, Extent extent, long minimum)
            throws SQLException {
        return new Sql()
                .add(
                        """
                        SELECT min(at), max(at) FROM record
                        WHERE origin = ? AND log_index >= ? AND log_index < ?
                        """,
                        extent.log(),
                        extent.previous(),
                        minimum)
                .list(connection, row -> new Span(Sql.instant(row, 1), Sql.instant(row, 2)))
                .getFirst();
    }

    void remove(Connection connection, long certificate) throws SQLException {
        new Sql()
                .add("SELECT prune(?, ?, ?)", log, removal.minimum(), certificate)
                .list(connection, row -> row.getLong(1));
    }
}
