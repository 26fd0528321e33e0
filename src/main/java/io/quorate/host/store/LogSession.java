package io.quorate.host.store;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.sidecar.SidecarLeaf;
import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Lost;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.Tile;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.host.store.Batch.Fate;
import io.quorate.host.store.Claims.Claim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.postgresql.PGConnection;

/// The writer's way into the database: one connection, on which one batch at a time is appended.
///
/// A batch is one transaction: store the policies, claim the requests, copy the rows table by
/// table, move the origin's size. The last step fails for whoever does not know the size and epoch
/// that the database has, and that is what keeps a log from ever forking, whatever becomes of
/// leases and connections.
final class LogSession {
    private static final String ADVANCE =
            """
            UPDATE origin
            SET epoch = ?, size = ?, sequence_settled = ?, sequence_limit = ?, stopped = ?,
                spool = ?
            WHERE id = ? AND epoch = ? AND size = ?
            """;

    private final Connection connection;
    private final PGConnection postgres;
    private final Origin origin;
    private final int id;
    private final Map<LogTable, CopyStream> streams = new EnumMap<>(LogTable.class);

    /// @param connection to be used by this session alone, until [#close]
    LogSession(Connection connection, Origin origin, int id) throws SQLException {
        this.connection = connection;
        this.origin = origin;
        this.id = id;
        postgres = connection.unwrap(PGConnection.class);
        connection.setAutoCommit(false);
        for (LogTable table : LogTable.values()) {
            streams.put(table, new CopyStream());
        }
    }

    /// Appends the batch and commits it. If it throws, whether the batch was committed may be
    /// unknown.
    void append(Batch batch) throws SQLException, StaleLease {
        streams.values().forEach(CopyStream::clear);
        PolicyTexts.insert(connection, batch.policies());
        Map<PendingEntry, Claim> claims = Claims.claim(connection, batch.decisions());
        TreeEdge tree = batch.place();
        List<Tile> full = new ArrayList<>();
        for (SidecarRecord note : batch.notes()) {
            append(note, tree, full);
        }
        for (Pending entry : batch.entries()) {
            batch.settle(
                    entry,
                    switch (entry) {
                        case PendingNotice notice -> place(notice, tree, full);
                        case PendingAnswer answer -> place(answer, tree, full);
                        case PendingEntry decision ->
                                append(decision, of(claims, decision), tree, full);
                    });
        }
        for (LogTable table : LogTable.values()) {
            CopyStream stream = of(streams, table);
            if (!stream.isEmpty()) {
                stream.send(postgres.getCopyAPI(), table.copy());
            }
        }
        new TileStore(connection, id).add(full);
        advance(batch);
        connection.commit();
    }

    /// Fails if the database does not answer.
    void check() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT");
        }
        connection.rollback();
    }

    /// Gives the connection up for good; what it had not committed is undone.
    void abort() {
        Connections.abort(connection);
    }

    /// Gives the lease back and the connection to its pool.
    void close() throws SQLException {
        Connections.release(connection, id);
    }

    private Fate place(Pending entry, TreeEdge tree, List<Tile> full) {
        long index = tree.size();
        entry.rows().byTable().forEach((table, rows) -> rows.copyTo(stream(table), index));
        tree.append(entry.leaf().hashBytes(), full::add);
        return new Fate.Placed(index);
    }

    private Fate append(PendingEntry entry, Claim claim, TreeEdge tree, List<Tile> full) {
        if (entry.isSpooled()
                && claim.earlier()
                        .filter(first -> !first.equals(entry.record().id()))
                        .isPresent()) {
            append(again(entry, claim.earlier().get()), tree, full);
            return place(entry, tree, full);
        }
        switch (claim) {
            case Claim.Won _ -> {
                return place(entry, tree, full);
            }
            case Claim.Repeated(DecisionId first) -> {
                if (!first.equals(entry.record().id())) {
                    append(PendingAnswer.duplicate(entry.record(), first), tree, full);
                }
                return new Fate.Repeated(first);
            }
            case Claim.Conflicting(DecisionId first) -> {
                append(PendingAnswer.refused(entry.record(), first), tree, full);
                return new Fate.Conflicting(first);
            }
        }
    }

    private void append(SidecarRecord note, TreeEdge tree, List<Tile> full) {
        Leaf leaf = Leaf.of(SidecarLeaf.of(note));
        Rows rows = new Rows();
        rows.row(LogTable.RECORD, id, note.at())
                .text(SidecarLeaf.kind(note))
                .longWhole(lastNumber(note))
                .bytes(leaf.bytes())
                .bytes(leaf.hashBytes());
        rows.copyTo(stream(LogTable.RECORD), tree.size());
        tree.append(leaf.hashBytes(), full::add);
    }

    private static OptionalLong lastNumber(SidecarRecord note) {
        return note instanceof Lost lost
                ? lost.ranges().stream().mapToLong(SidecarRecord.Range::last).max()
                : SidecarLeaf.sequence(note);
    }

    private static SidecarRecord again(PendingEntry entry, DecisionId first) {
        DecisionRecord record = entry.record();
        return new SidecarRecord.DecidedAgain(
                record.origin(),
                record.decidedAt(),
                record.service(),
                record.request(),
                record.id(),
                first);
    }

    private CopyStream stream(LogTable table) {
        CopyStream stream = streams.get(table);
        if (stream == null) {
            throw new IllegalStateException("every table has a stream");
        }
        return stream;
    }

    private void advance(Batch batch) throws SQLException, StaleLease {
        Extent before = batch.before();
        Extent after = batch.after();
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, after.epoch());
            update.setLong(2, after.size());
            update.setLong(3, after.settled());
            update.setLong(4, after.limit());
            update.setBoolean(5, after.stopped());
            update.setString(6, after.spool().orElse(null));
            update.setInt(7, id);
            update.setLong(8, before.epoch());
            update.setLong(9, before.size());
            if (update.executeUpdate() == 0) {
                connection.rollback();
                throw new StaleLease(origin.value());
            }
        }
    }

    private static <K, V> V of(Map<K, V> all, K key) {
        return Objects.requireNonNull(all.get(key), () -> "nothing for " + key);
    }
}
