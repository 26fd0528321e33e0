package io.quorate.auditor;

import java.util.List;
import java.util.Map;

/// The records below one tile of level 0, read and hashed.
final class Chunk {
    /// The index of the tile.
    final long index;

    /// The index of the first record.
    final long first;

    /// How many records there should be.
    final int width;

    /// How many there are; more than there should be if some were added.
    final int count;

    /// Their leaf hashes, one after the other.
    final byte[] hashes;

    /// The hashes of the tile as it is stored; none if it is not there.
    final byte[] stored;

    /// What the checks want to see of each record; nothing if there are no checks.
    final List<Map<String, Object>> fields;

    /// What is wrong with the form of the bundle or of the records.
    final List<Finding> findings;

    Chunk(
            long index,
            int width,
            int count,
            byte[] hashes,
            byte[] stored,
            List<Map<String, Object>> fields,
            List<Finding> findings) {
        this.index = index;
        this.first = index * io.quorate.auditor.tree.Tiles.WIDTH;
        this.width = width;
        this.count = count;
        this.hashes = hashes;
        this.stored = stored;
        this.fields = List.copyOf(fields);
        this.findings = List.copyOf(findings);
    }

    boolean whole() {
        return count == width;
    }

    /// The index after that of the last record there should be.
    long end() {
        return first + width;
    }
}
