package io.quorate.host.store.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.audit.tree.EntryBundle;
import io.quorate.core.audit.tree.InclusionPath;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.audit.tree.Tile;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.SignedLogs;
import io.quorate.host.store.Connections;
import io.quorate.host.store.TileStore;
import io.quorate.host.store.checkpoint.CheckpointStore.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Every log in the database, as far as it is signed; a few readers at a time.
public final class PostgresSignedLogs implements SignedLogs {
    private static final Logger LOG = Logger.getLogger(PostgresSignedLogs.class);
    private static final int READERS = 2;
    private static final int READERS_WAITING_MAX = 256;
    private static final int HASH_BYTES = 32;

    /// Whoever waits for a checkpoint looks so often, for ten seconds; one is signed every second.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final int LOOKS_MAX = 40;

    private static final String ENTRIES =
            """
            SELECT leaf FROM record
            WHERE origin = ? AND log_index >= ? AND log_index < ? ORDER BY log_index
            """;

    private static final String PLACE =
            """
            SELECT decision.origin, decision.log_index, record.leaf
            FROM decision JOIN record USING (origin, log_index, at)
            WHERE decision.decision_id = ?
            """;

    private static final String LEAF = "SELECT leaf FROM record WHERE origin = ? AND log_index = ?";

    private static final String ORIGINS =
            """
            SELECT name FROM origin
            WHERE EXISTS (SELECT FROM checkpoint WHERE checkpoint.origin = origin.id)
            ORDER BY name
            """;

    private final DataSource source;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Executor later =
            CompletableFuture.delayedExecutor(
                    BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS, threads);
    private final Semaphore permits = new Semaphore(READERS);
    private final AtomicInteger inside = new AtomicInteger();
    private final int patienceSeconds;

    /// @param patience how long the database may take for one answer
    public PostgresSignedLogs(DataSource source, Duration patience) {
        this.source = source;
        this.patienceSeconds = (int) Math.max(1, patience.toSeconds());
    }

    /// What is asked of the database.
    @FunctionalInterface
    private interface Question<T> {
        Reading<T> ask(Connection connection) throws SQLException, NotAsSigned;
    }

    /// What is asked of one log.
    @FunctionalInterface
    private interface LogQuestion<T> {
        Reading<T> ask(Connection connection, int origin, Stored head)
                throws SQLException, NotAsSigned;
    }

    @Override
    public CompletionStage<Reading<List<Origin>>> origins() {
        return answer(connection -> {
            List<Origin> origins = new ArrayList<>();
            try (PreparedStatement select = prepare(connection, ORIGINS);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    origins.add(new Origin(row.getString(1)));
                }
            }
            return new Reading.Found<>(List.copyOf(origins));
        });
    }

    @Override
    public CompletionStage<Reading<List<VerifierKey>>> keys(Origin origin) {
        return answer(connection -> {
            Optional<Integer> id = CheckpointStore.id(connection, origin);
            if (id.isEmpty()) {
                return new Reading.Absent<>();
            }
            List<VerifierKey> keys = new CheckpointStore(connection, id.get()).keys();
            return keys.isEmpty() ? new Reading.Absent<>() : new Reading.Found<>(keys);
        });
    }

    @Override
    public CompletionStage<Reading<byte[]>> read(Origin origin, LogPath path) {
        return ofLog(
                origin,
                (connection, id, head) ->
                        switch (path) {
                            case LogPath.CheckpointPath _ -> checkpoint(connection, id, head);
                            case LogPath.TilePath tile -> tile(connection, id, head, tile);
                            case LogPath.EntriesPath entries ->
                                    entries(connection, id, head, entries);
                        });
    }

    @Override
    public CompletionStage<Reading<Receipt>> receipt(DecisionId id) {
        return answer(connection -> {
            try (PreparedStatement select = prepare(connection, PLACE)) {
                select.setString(1, id.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? receipt(connection, row.getInt(1), row.getLong(2), row.getBytes(3))
                            : new Reading.Absent<>();
                }
            }
        });
    }

    @Override
    public CompletionStage<Reading<Receipt>> receipt(Origin origin, long logIndex) {
        return ofLog(
                origin,
                (connection, id, _) -> {
                    try (PreparedStatement select = prepare(connection, LEAF)) {
                        select.setInt(1, id);
                        select.setLong(2, logIndex);
                        try (ResultSet row = select.executeQuery()) {
                            return row.next()
                                    ? receipt(connection, id, logIndex, row.getBytes(1))
                                    : new Reading.Absent<>();
                        }
                    }
                });
    }

    @Override
    public CompletionStage<Reading<Long>> signed(Origin origin, long size) {
        return signed(origin, size, LOOKS_MAX);
    }

    private CompletionStage<Reading<Long>> signed(Origin origin, long size, int looks) {
        return ofLog(
                        origin,
                        (_, _, head) ->
                                head.size() < size
                                        ? new Reading.NotYetSigned<Long>()
                                        : new Reading.Found<>(head.size()))
                .thenCompose(reading ->
                        reading instanceof Reading.NotYetSigned<Long> && looks > 1
                                ? CompletableFuture.runAsync(() -> {}, later)
                                        .thenCompose(_ -> signed(origin, size, looks - 1))
                                : CompletableFuture.completedStage(reading));
    }

    private static Reading<Receipt> receipt(
            Connection connection, int origin, long index, byte[] leaf)
            throws SQLException, NotAsSigned {
        Optional<Stored> head = new CheckpointStore(connection, origin).newest();
        if (head.isEmpty() || head.get().size() <= index) {
            return new Reading.NotYetSigned<>();
        }
        long size = head.get().size();
        List<Digest> path = new StoredTree(connection, origin).inclusion(index, size);
        Optional<Digest> root = InclusionPath.root(index, size, Leaf.of(leaf).hash(), path);
        if (!root.equals(Optional.of(head.get().root()))) {
            throw new NotAsSigned("record " + index + " as stored does not lead to the root");
        }
        return new Reading.Found<>(Receipt.of(index, leaf, path, head.get().note()));
    }

    private static Reading<byte[]> checkpoint(Connection connection, int origin, Stored head)
            throws SQLException {
        CheckpointStore store = new CheckpointStore(connection, origin);
        String note = head.note().with(store.cosignatures(head.size())).format();
        return new Reading.Found<>(note.getBytes(UTF_8));
    }

    private static Reading<byte[]> tile(
            Connection connection, int origin, Stored head, LogPath.TilePath path)
            throws SQLException {
        if (path.width() > Tile.width(path.level(), path.index(), head.size())) {
            return new Reading.Absent<>();
        }
        byte[] hashes =
                new TileStore(connection, origin).read(path.level(), path.index(), path.width());
        return hashes.length == path.width() * HASH_BYTES
                ? new Reading.Found<>(hashes)
                : new Reading.Absent<>();
    }

    private Reading<byte[]> entries(
            Connection connection, int origin, Stored head, LogPath.EntriesPath path)
            throws SQLException {
        if (path.width() > Tile.width(0, path.index(), head.size())) {
            return new Reading.Absent<>();
        }
        List<byte[]> leaves = new ArrayList<>();
        try (PreparedStatement select = prepare(connection, ENTRIES)) {
            long first = path.index() * Tile.WIDTH;
            select.setInt(1, origin);
            select.setLong(2, first);
            select.setLong(3, first + path.width());
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && leaves.size() < path.width()) {
                    leaves.add(row.getBytes(1));
                }
            }
        }
        // A bundle with a hole in it tells a checker where the hole is.
        return leaves.isEmpty()
                ? new Reading.Absent<>()
                : new Reading.Found<>(EntryBundle.encode(leaves));
    }

    private <T> CompletionStage<Reading<T>> ofLog(Origin origin, LogQuestion<T> question) {
        return answer(connection -> {
            Optional<Integer> id = CheckpointStore.id(connection, origin);
            if (id.isEmpty()) {
                return new Reading.Absent<>();
            }
            Optional<Stored> head = new CheckpointStore(connection, id.get()).newest();
            return head.isEmpty()
                    ? new Reading.Absent<>()
                    : question.ask(connection, id.get(), head.get());
        });
    }

    private <T> CompletionStage<Reading<T>> answer(Question<T> question) {
        if (inside.incrementAndGet() > READERS + READERS_WAITING_MAX) {
            inside.decrementAndGet();
            return CompletableFuture.completedStage(new Reading.Full<>());
        }
        return CompletableFuture.supplyAsync(() -> answerNow(question), threads)
                .whenComplete((_, _) -> inside.decrementAndGet());
    }

    private <T> Reading<T> answerNow(Question<T> question) {
        permits.acquireUninterruptibly();
        try (Connection connection = source.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            return new Reading.Unavailable<>(
                    "the database cannot be read: " + Connections.reason(e));
        } catch (NotAsSigned e) {
            LOG.errorf("the stored log is not what was signed: %s", e.getMessage());
            return new Reading.Unavailable<>(String.valueOf(e.getMessage()));
        } finally {
            permits.release();
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(patienceSeconds);
        return statement;
    }
}
