package io.quorate.core.audit.tree;

/// Where stored tiles are read from.
public interface TileReader {
    /// The bytes of a tile.
    ///
    /// MUST return at least the first `width` hashes of it; MAY return more, up to the full tile.
    byte[] read(int level, long index, int width);
}
