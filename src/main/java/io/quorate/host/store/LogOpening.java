package io.quorate.host.store;

import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.sidecar.SidecarRecord.Lost;
import io.quorate.core.audit.sidecar.SidecarRecord.Previous;
import io.quorate.core.audit.sidecar.SidecarRecord.Range;
import io.quorate.core.audit.sidecar.SidecarRecord.Span;
import io.quorate.core.audit.sidecar.SidecarRecord.SpoolLost;
import io.quorate.core.audit.sidecar.SidecarRecord.Spooled;
import io.quorate.core.audit.sidecar.SidecarRecord.Started;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.spool.Spool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What a sidecar finds in a log that it takes up, and the first records that it appends: its
/// start, and after a crash every number that was taken, or may have been, and stands in no record.
///
/// @param extent as the sidecar before left it
/// @param recorded the numbers beyond those all settled that stand in a record, counted from there
/// @param spool what our spool of this log holds
record LogOpening(Origin origin, Extent extent, TreeEdge tree, BitSet recorded, Spool spool) {
    private static final String NAMED =
            """
            SELECT sequence, CASE kind WHEN 'lost' THEN leaf END FROM record
            WHERE origin = ? AND sequence > ?
            """;

    static LogOpening read(Connection connection, Origin origin, int id, Spool spool)
            throws SQLException {
        Extent extent =
                Connections.extent(connection, id)
                        .orElseThrow(() -> new SQLException("origin " + origin + " vanished"));
        return new LogOpening(
                origin,
                extent,
                new TileStore(connection, id).edge(extent.size()),
                recorded(connection, id, extent),
                spool);
    }

    /// The last number that may not be given again.
    long lastSequence() {
        return extent.stopped()
                ? extent.settled()
                : Math.max(extent.limit(), isOurs() ? spool.remains().reserved().orElse(0) : 0);
    }

    /// Whether the log says that it may have decisions in our spool. What lies there although it
    /// does not say so is of another log of that name, or was given up.
    private boolean isOurs() {
        return spool.name().isPresent() && extent.spool().equals(spool.name());
    }

    /// What is in the spool and in no record.
    List<Spool.Item> waiting() {
        return spool.remains().items().stream()
                .filter(item -> !isDone(item.tag().sequence()))
                .toList();
    }

    /// What is in the spool although it stands in a record, or is not of this log.
    List<Spool.Item> done() {
        return spool.remains().items().stream()
                .filter(item -> isDone(item.tag().sequence()))
                .toList();
    }

    private boolean isDone(long number) {
        return !isOurs()
                || number <= extent.settled()
                || recorded.get((int) (number - extent.settled() - 1));
    }

    /// The batch that takes the log up, under a new epoch.
    ///
    /// @param waiting the numbers of what is in the spool and in no record
    Batch first(Instant now, List<Long> waiting) {
        long last = lastSequence();
        List<SidecarRecord> notes = new ArrayList<>();
        notes.add(new Started(origin, now, extent.epoch() + 1, previous(), last + 1));
        notes.addAll(lost(origin, now, extent.stopped() ? List.of() : unnamed(waiting)));
        notes.addAll(spooled(now, waiting));
        if (extent.spool().isPresent() && !isOurs()) {
            notes.add(new SpoolLost(origin, now, extent.spool().get()));
        }
        Extent goal =
                new Extent(
                        extent.epoch() + 1,
                        extent.size(),
                        Sequences.settled(last, waiting),
                        Math.max(extent.limit(), last + Sequences.AHEAD),
                        false,
                        isOurs() ? extent.spool() : Optional.empty());
        return new Batch(List.of(), notes, List.of(), tree, extent, goal);
    }

    private List<Spooled> spooled(Instant now, List<Long> waiting) {
        if (!isOurs()) {
            return List.of();
        }
        long torn = spool.remains().tornBytes();
        long damaged = spool.remains().damagedBytes();
        List<Spooled> records = new ArrayList<>(Spooled.of(origin, now, waiting));
        if (torn > 0 || damaged > 0) {
            List<Span> first = records.isEmpty() ? List.of() : records.removeFirst().spans();
            records.addFirst(new Spooled(origin, now, first, torn, damaged));
        }
        return records;
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

    private static BitSet recorded(Connection connection, int id, Extent extent)
            throws SQLException {
        BitSet recorded = new BitSet();
        try (PreparedStatement select = connection.prepareStatement(NAMED)) {
            select.setInt(1, id);
            select.setLong(2, extent.settled());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] lost = row.getBytes(2);
                    if (lost == null) {
                        add(recorded, extent, row.getLong(1), row.getLong(1));
                    } else {
                        for (Fields range : Fields.of(JsonReader.read(lost)).objects("ranges")) {
                            add(recorded, extent, range.whole("first"), range.whole("last"));
                        }
                    }
                }
            }
        }
        return recorded;
    }

    private List<Range> unnamed(List<Long> waiting) {
        BitSet named = (BitSet) recorded.clone();
        waiting.forEach(number -> add(named, extent, number, number));
        List<Range> unnamed = new ArrayList<>();
        long count = lastSequence() - extent.settled();
        for (int from = named.nextClearBit(0); from < count; ) {
            int next = named.nextSetBit(from);
            int to = next < 0 ? (int) count : (int) Math.min(next, count);
            unnamed.add(
                    new Range(extent.settled() + 1 + from, extent.settled() + to, Cause.CRASHED));
            from = named.nextClearBit(to);
        }
        return unnamed;
    }

    private static void add(BitSet named, Extent extent, long first, long last) {
        int from = (int) (Math.max(first, extent.settled() + 1) - extent.settled() - 1);
        int to = (int) (last - extent.settled());
        if (to > from) {
            named.set(from, to);
        }
    }
}
