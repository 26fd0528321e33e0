package io.quorate.host.store;

import io.quorate.core.audit.tree.Tile;
import io.quorate.core.audit.tree.TreeEdge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tiles of one origin's tree as they are stored, and the way back from them to its growing
/// edge.
public final class TileStore {
    private static final int HASH_BYTES = 32;
    private static final int LEVEL_BITS = 8;

    private static final String INSERT =
            "INSERT INTO tile (origin, level, tile_index, hashes, root) VALUES (?, ?, ?, ?, ?)";

    private static final String FULL =
            "SELECT hashes FROM tile WHERE origin = ? AND level = ? AND tile_index = ?";

    private static final String LEAVES =
            """
            SELECT leaf_hash FROM record
            WHERE origin = ? AND log_index >= ? AND log_index < ? ORDER BY log_index
            """;

    private static final String ROOTS =
            """
            SELECT root FROM tile
            WHERE origin = ? AND level = ? AND tile_index >= ? AND tile_index < ?
            ORDER BY tile_index
            """;

    private final Connection connection;
    private final int origin;

    public TileStore(Connection connection, int origin) {
        this.connection = connection;
        this.origin = origin;
    }

    void add(List<Tile> full) throws SQLException {
        if (full.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Tile tile : full) {
                insert.setInt(1, origin);
                insert.setInt(2, tile.level());
                insert.setLong(3, tile.index());
                insert.setBytes(4, tile.bytes());
                insert.setBytes(5, root(tile));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// The edge of the tree of the first `size` records.
    public TreeEdge edge(long size) throws SQLException {
        List<byte[]> partials = new ArrayList<>();
        for (int level = 0; size >>> (LEVEL_BITS * level) > 0; level++) {
            long hashes = size >>> (LEVEL_BITS * level);
            long first = hashes / Tile.WIDTH * Tile.WIDTH;
            partials.add(level == 0 ? leaves(first, hashes) : roots(level - 1, first, hashes));
        }
        return TreeEdge.resume(size, partials);
    }

    /// The first `width` hashes of a tile; fewer if so many are not there.
    public byte[] read(int level, long index, int width) throws SQLException {
        if (width == Tile.WIDTH) {
            return full(level, index);
        }
        long first = index * Tile.WIDTH;
        return level == 0 ? leaves(first, first + width) : roots(level - 1, first, first + width);
    }

    private byte[] full(int level, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FULL)) {
            select.setInt(1, origin);
            select.setInt(2, level);
            select.setLong(3, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        }
    }

    private byte[] leaves(long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LEAVES)) {
            select.setInt(1, origin);
            select.setLong(2, from);
            select.setLong(3, to);
            return hashes(select, (int) (to - from));
        }
    }

    private byte[] roots(int level, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROOTS)) {
            select.setInt(1, origin);
            select.setInt(2, level);
            select.setLong(3, from);
            select.setLong(4, to);
            return hashes(select, (int) (to - from));
        }
    }

    private static byte[] hashes(PreparedStatement select, int count) throws SQLException {
        byte[] hashes = new byte[count * HASH_BYTES];
        int found = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next() && found < count) {
                System.arraycopy(row.getBytes(1), 0, hashes, found * HASH_BYTES, HASH_BYTES);
                found++;
            }
        }
        // Too few are refused where the edge is put together.
        return Arrays.copyOf(hashes, found * HASH_BYTES);
    }

    private static byte[] root(Tile tile) {
        TreeEdge subtree = TreeEdge.empty();
        for (int at = 0; at < tile.bytes().length; at += HASH_BYTES) {
            subtree.append(Arrays.copyOfRange(tile.bytes(), at, at + HASH_BYTES), _ -> {});
        }
        return subtree.root().bytes();
    }
}
