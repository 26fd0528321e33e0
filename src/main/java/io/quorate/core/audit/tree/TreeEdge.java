package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The right edge of a growing Merkle tree: all that is needed to append to it, to know its root,
/// and to hand out each tile when it becomes full.
///
/// The tree of n leaves is a row of complete subtrees, one for each bit of n, the largest on the
/// left. Their roots are the *nodes* [1]. A new leaf is a subtree of one; while the row ends in two
/// of equal height, they become one of twice the size, as adding one carries through the low bits
/// of n. On average that is one node hash per leaf. A subtree of height 8·L is a hash of the tile
/// that is growing at level L; when it is the 256th there, the tile is full and handed out.
///
/// An edge is neither safe for several threads nor undone by a failed transaction: append to a
/// [#copy()] and keep it when the transaction is committed.
///
/// [1] compact range: github.com/transparency-dev/merkle, docs/compact_ranges.md; RFC 9162, 2.1.2
public final class TreeEdge {
    private static final int HEIGHTS = 63;
    private static final int TILE_BYTES = Tile.WIDTH * Sha256.BYTES;

    private final TreeHash hash = new TreeHash();
    private final byte[] nodes;
    private final byte[] carry = new byte[Sha256.BYTES];
    private final List<byte[]> tiles;
    private long size;

    private TreeEdge(byte[] nodes, List<byte[]> tiles, long size) {
        this.nodes = nodes;
        this.tiles = tiles;
        this.size = size;
    }

    /// The edge of a tree without leaves.
    public static TreeEdge empty() {
        return new TreeEdge(new byte[HEIGHTS * Sha256.BYTES], new ArrayList<>(), 0);
    }

    /// The edge of a tree of `size` leaves.
    ///
    /// The caller SHOULD compare [#root()] with the root that was last signed.
    ///
    /// @param partials the hashes of the partial tile at each level, from level 0 on; no bytes
    ///   where a level has none
    /// @throws IllegalArgumentException if they are not of the widths that the size asks for
    public static TreeEdge resume(long size, List<byte[]> partials) {
        TreeEdge edge = empty();
        int levels = levels(size);
        if (size < 0 || partials.size() < levels) {
            throw new IllegalArgumentException(
                    size + " leaves have " + levels + " levels, not " + partials.size());
        }
        for (int level = 0; level < partials.size(); level++) {
            byte[] partial = partials.get(level);
            int width = edgeWidth(level, size);
            if (partial.length != width * Sha256.BYTES) {
                throw new IllegalArgumentException(
                        "the partial tile of level " + level + " has " + width + " hashes");
            }
            edge.restore(level, partial, width);
        }
        edge.size = size;
        return edge;
    }

    public long size() {
        return size;
    }

    /// The root of all leaves so far.
    public Digest root() {
        if (size == 0) {
            return TreeHash.EMPTY;
        }
        int height = Long.numberOfTrailingZeros(size);
        byte[] root = Arrays.copyOfRange(nodes, at(height), at(height + 1));
        for (height++; height < HEIGHTS; height++) {
            if (((size >>> height) & 1) == 1) {
                hash.node(nodes, at(height), root, 0, root, 0);
            }
        }
        return Sha256.read(root, 0);
    }

    /// Appends one leaf and hands out the tiles that it makes full, from level 0 upwards.
    ///
    /// @param leafHash its 32 bytes, see [Leaf#hashBytes()]
    public void append(byte[] leafHash, Consumer<? super Tile> full) {
        System.arraycopy(leafHash, 0, carry, 0, Sha256.BYTES);
        grow(0, full);
        int height = 0;
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            hash.node(nodes, at(height), carry, 0, carry, 0);
            height++;
            if (height % Tile.HEIGHT == 0) {
                grow(height / Tile.HEIGHT, full);
            }
        }
        System.arraycopy(carry, 0, nodes, at(height), Sha256.BYTES);
        size++;
    }

    /// Appends leaves in their order and returns the tiles that they made full.
    public List<Tile> append(List<Leaf> leaves) {
        List<Tile> full = new ArrayList<>();
        for (Leaf leaf : leaves) {
            append(leaf.hashBytes(), full::add);
        }
        return full;
    }

    /// The partial tiles at this size, from level 0 upwards; levels without one are left out.
    public List<Tile> partials() {
        List<Tile> partials = new ArrayList<>();
        for (int level = 0; level < tiles.size(); level++) {
            int width = edgeWidth(level, size);
            if (width > 0) {
                byte[] hashes = Arrays.copyOf(tiles.get(level), width * Sha256.BYTES);
                partials.add(new Tile(level, index(level), hashes));
            }
        }
        return partials;
    }

    /// An edge of the same tree that grows by itself.
    public TreeEdge copy() {
        List<byte[]> copies = new ArrayList<>(tiles.size());
        for (int level = 0; level < tiles.size(); level++) {
            byte[] copy = new byte[TILE_BYTES];
            int used = edgeWidth(level, size) * Sha256.BYTES;
            System.arraycopy(tiles.get(level), 0, copy, 0, used);
            copies.add(copy);
        }
        return new TreeEdge(nodes.clone(), copies, size);
    }

    /// Puts the hash in `carry` into the tile of `level`. The size is still that without the leaf.
    private void grow(int level, Consumer<? super Tile> full) {
        if (level == tiles.size()) {
            tiles.add(new byte[TILE_BYTES]);
        }
        byte[] tile = tiles.get(level);
        int width = edgeWidth(level, size);
        System.arraycopy(carry, 0, tile, width * Sha256.BYTES, Sha256.BYTES);
        if (width == Tile.WIDTH - 1) {
            full.accept(new Tile(level, index(level), tile.clone()));
        }
    }

    /// Finds the nodes of heights 8·L to 8·L+7 again in the partial tile of level L: its hashes
    /// fall into complete subtrees as the bits of its width say.
    private void restore(int level, byte[] partial, int width) {
        tiles.add(Arrays.copyOf(partial, TILE_BYTES));
        int from = 0;
        for (int bit = Tile.HEIGHT - 1; bit >= 0; bit--) {
            int count = 1 << bit;
            if ((width & count) != 0) {
                byte[] part = Arrays.copyOfRange(partial, at(from), at(from + count));
                hash.reduce(part, count);
                System.arraycopy(part, 0, nodes, at(Tile.HEIGHT * level + bit), Sha256.BYTES);
                from += count;
            }
        }
    }

    private long index(int level) {
        return size >>> (Tile.HEIGHT * level) >>> Tile.HEIGHT;
    }

    private static int edgeWidth(int level, long size) {
        return (int) (size >>> (Tile.HEIGHT * level)) & (Tile.WIDTH - 1);
    }

    private static int levels(long size) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(size);
        return (bits + Tile.HEIGHT - 1) / Tile.HEIGHT;
    }

    private static int at(int hashes) {
        return hashes * Sha256.BYTES;
    }
}
