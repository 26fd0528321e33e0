package io.quorate.host.store;

import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.sidecar.SidecarRecord.Lost;
import io.quorate.core.audit.sidecar.SidecarRecord.Previous;
import io.quorate.core.audit.sidecar.SidecarRecord.Range;
import io.quorate.core.audit.sidecar.SidecarRecord.Started;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What a sidecar finds in a log that it takes up, and the first records that it appends: its
/// start, and after a crash every number that was taken, or may have been, and stands in no record.
///
/// @param connection holds the lease's lock
/// @param extent as the sidecar before left it
record LogOpening(Connection connection, Origin origin, int id, Extent extent, TreeEdge tree) {
    private static final String NAMED =
            """
            SELECT sequence, CASE kind WHEN 'lost' THEN leaf END FROM record
            WHERE origin = ? AND sequence > ?
            """;

    static LogOpening read(Connection connection, Origin origin, int id) throws SQLException {
        Extent extent =
                Connections.extent(connection, id)
                        .orElseThrow(() -> new SQLException("origin " + origin + " vanished"));
        return new LogOpening(
                connection, origin, id, extent, new TileStore(connection, id).edge(extent.size()));
    }

    /// The last number that may not be given again.
    long lastSequence() {
        return extent.stopped() ? extent.settled() : extent.limit();
    }

    /// The batch that takes the log up, under a new epoch.
    Batch first(Instant now) throws SQLException {
        long last = lastSequence();
        List<SidecarRecord> notes = new ArrayList<>();
        notes.add(new Started(origin, now, extent.epoch() + 1, previous(), last + 1));
        notes.addAll(lost(origin, now, extent.stopped() ? List.of() : unnamed()));
        Extent goal =
                new Extent(extent.epoch() + 1, extent.size(), last, last + Sequences.AHEAD, false);
        return new Batch(List.of(), notes, List.of(), tree, extent, goal);
    }

    /// Records that name these ranges; none if there are none.
    static List<SidecarRecord> lost(Origin origin, Instant now, List<Range> ranges) {
        List<SidecarRecord> records = new ArrayList<>();
        for (int from = 0; from < ranges.size(); from += Lost.RANGES_MAX) {
            int to = Math.min(from + Lost.RANGES_MAX, ranges.size());
            records.add(new Lost(origin, now, ranges.subList(from, to)));
        }
        return records;
    }

    private Previous previous() {
        if (extent.epoch() == 0) {
            return Previous.NONE;
        }
        return extent.stopped() ? Previous.STOPPED : Previous.CRASHED;
    }

    private List<Range> unnamed() throws SQLException {
        BitSet named = new BitSet();
        try (PreparedStatement select = connection.prepareStatement(NAMED)) {
            select.setInt(1, id);
            select.setLong(2, extent.settled());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] lost = row.getBytes(2);
                    if (lost == null) {
                        name(named, row.getLong(1), row.getLong(1));
                    } else {
                        for (Fields range : Fields.of(JsonReader.read(lost)).objects("ranges")) {
                            name(named, range.whole("first"), range.whole("last"));
                        }
                    }
                }
            }
        }
        List<Range> unnamed = new ArrayList<>();
        long count = extent.limit() - extent.settled();
        for (int from = named.nextClearBit(0); from < count; ) {
            int next = named.nextSetBit(from);
            int to = next < 0 ? (int) count : next;
            unnamed.add(
                    new Range(extent.settled() + 1 + from, extent.settled() + to, Cause.CRASHED));
            from = named.nextClearBit(to);
        }
        return unnamed;
    }

    private void name(BitSet named, long first, long last) {
        int from = (int) (Math.max(first, extent.settled() + 1) - extent.settled() - 1);
        int to = (int) (last - extent.settled());
        if (to > from) {
            named.set(from, to);
        }
    }
}
