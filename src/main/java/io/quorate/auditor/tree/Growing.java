package io.quorate.auditor.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A Merkle tree that is rebuilt from left to right, of which only the tile that grows at each
/// level is kept.
public final class Growing {
    /// Sees each tile above level 0 once it is full.
    public interface FullTile {
        void full(int level, long index, byte[] hashes);
    }

    private static final class Level {
        private final byte[] hashes = new byte[Tiles.WIDTH * Sha.BYTES];
        private int count;
        private long fullTiles;
    }

    private final Sha sha = new Sha();
    private final List<Level> levels = new ArrayList<>();
    private final FullTile tiles;
    private long size;

    public Growing(FullTile tiles) {
        this.tiles = tiles;
    }

    public long size() {
        return size;
    }

    /// Adds leaf hashes. Unless they are the last ones, they fill whole tiles.
    public void addLeaves(byte[] hashes, int count) {
        for (int i = 0; i < count; i++) {
            push(0, hashes, i * Sha.BYTES);
        }
        size += count;
    }

    /// Adds a complete subtree by its root: a hash of `level`, where all levels below are empty.
    public void addSubtree(int level, byte[] hash) {
        push(level, hash, 0);
        size += Tiles.leaves(level);
    }

    /// The root, if the first `count` of `more` leaf hashes were added. They fit into the growing
    /// tile.
    public byte[] rootWith(byte[] more, int count) {
        Level bottom = level(0);
        byte[] leaves = Arrays.copyOf(bottom.hashes, (bottom.count + count) * Sha.BYTES);
        System.arraycopy(more, 0, leaves, bottom.count * Sha.BYTES, count * Sha.BYTES);
        int leafCount = bottom.count + count;
        byte[] rest = leafCount == 0 ? new byte[0] : sha.root(leaves, leafCount);
        for (Level level : levels.subList(1, levels.size())) {
            if (level.count > 0) {
                rest = sha.root(level.hashes, level.count, rest);
            }
        }
        return rest.length == 0 ? sha.root(rest, 0) : rest;
    }

    public byte[] root() {
        return rootWith(new byte[0], 0);
    }

    /// The hashes of the partial tile of a level; no bytes if it has none.
    public byte[] partial(int level) {
        return level < levels.size()
                ? Arrays.copyOf(levels.get(level).hashes, levels.get(level).count * Sha.BYTES)
                : new byte[0];
    }

    private Level level(int number) {
        while (levels.size() <= number) {
            levels.add(new Level());
        }
        return levels.get(number);
    }

    private void push(int number, byte[] hash, int at) {
        Level level = level(number);
        System.arraycopy(hash, at, level.hashes, level.count * Sha.BYTES, Sha.BYTES);
        level.count++;
        if (level.count == Tiles.WIDTH) {
            level.count = 0;
            if (number > 0) {
                tiles.full(number, level.fullTiles, level.hashes);
            }
            level.fullTiles++;
            push(number + 1, sha.root(level.hashes, Tiles.WIDTH), 0);
        }
    }
}
