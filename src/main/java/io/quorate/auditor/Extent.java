package io.quorate.auditor;

import io.quorate.auditor.tree.Tiles;

/// Which records are read: from the first one up to but not including the second.
///
/// @param from a multiple of 256
/// @param to a multiple of 256, or the size of the log
record Extent(long from, long to) {
    /// The whole chunks in which the wanted records of a log lie.
    static Extent within(long size, long from, long to) {
        long end = Math.clamp(to, 0, size);
        long begin = Math.clamp(from, 0, end);
        long rounded = (end + Tiles.WIDTH - 1) / Tiles.WIDTH * Tiles.WIDTH;
        return new Extent(begin / Tiles.WIDTH * Tiles.WIDTH, Math.min(rounded, size));
    }

    boolean whole(long size) {
        return from == 0 && to == size;
    }
}
