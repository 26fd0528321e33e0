package io.quorate.auditor;

import io.quorate.auditor.tree.Growing;
import io.quorate.auditor.tree.Sha;
import io.quorate.auditor.tree.Tiles;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The parts of a log that are not read: instead of their records, the hashes of the stored tiles
/// go into the tree.
///
/// Nothing has to be known about these hashes beforehand. If the tree with them has the signed
/// root, they are the right ones, as no others lead to it.
final class Skipped {
    private final ChunkReader reader;
    private final long size;

    Skipped(ChunkReader reader, long size) {
        this.reader = reader;
        this.size = size;
    }

    /// Grows the tree up to `end` by the largest subtrees that fit; false if a tile is not there.
    boolean fill(Growing tree, long end) throws IOException {
        while (tree.size() < end) {
            long from = tree.size();
            int level = level(from, end);
            long number = from / Tiles.leaves(level);
            Optional<byte[]> hash = hash(level, number);
            if (hash.isEmpty()) {
                return false;
            }
            tree.addSubtree(level, hash.get());
        }
        return true;
    }

    private static int level(long from, long end) {
        int level = 0;
        while (from % Tiles.leaves(level + 1) == 0 && from + Tiles.leaves(level + 1) <= end) {
            level++;
        }
        return level;
    }

    private Optional<byte[]> hash(int level, long number) throws IOException {
        long index = number / Tiles.WIDTH;
        int at = (int) (number % Tiles.WIDTH) * Sha.BYTES;
        return reader.tile(level, index, Tiles.width(level, index, size))
                .map(tile -> Arrays.copyOfRange(tile, at, at + Sha.BYTES));
    }
}
