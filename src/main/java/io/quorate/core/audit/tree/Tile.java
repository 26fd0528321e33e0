package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;

/// Up to 256 neighbouring hashes of one level of the tree.
public final class Tile {
    /// How many hashes a full tile has, and how many entries a full bundle.
    public static final int WIDTH = 256;

    /// 2^8 hashes are one of the next level.
    static final int HEIGHT = 8;

    private final int level;
    private final long index;
    private final byte[] hashes;

    Tile(int level, long index, byte[] hashes) {
        this.level = level;
        this.index = index;
        this.hashes = hashes;
    }

    /// How many hashes the tile with `index` at `level` has in a tree of `size` leaves; 0 if there
    /// is no such tile.
    public static int width(int level, long index, long size) {
        int shift = HEIGHT * level;
        long hashes = shift < Long.SIZE ? size >>> shift : 0;
        // Compared before it is multiplied: an index from outside may be any number.
        return index > hashes / WIDTH ? 0 : (int) Math.min(hashes - index * WIDTH, WIDTH);
    }

    public int level() {
        return level;
    }

    public long index() {
        return index;
    }

    public int width() {
        return hashes.length / Sha256.BYTES;
    }

    public boolean full() {
        return width() == WIDTH;
    }

    /// The hashes one after the other, as the tile is stored and served; not a copy.
    public byte[] bytes() {
        return hashes;
    }

    public Digest hash(int position) {
        return Sha256.read(hashes, position * Sha256.BYTES);
    }

    public LogPath path() {
        return new LogPath.TilePath(level, index, width());
    }
}
