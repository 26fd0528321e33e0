package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes roots and proofs of a tree from its tiles, as RFC 9162, sections 2.1.1 to 2.1.4, defines
/// them.
///
/// The definitions are recursive over ranges of leaves. A range that is a complete subtree is a
/// hash of some tile, or is found by reducing at most 128 hashes of it; only the ranges at the
/// right edge are split further. A proof thus reads at most two tiles per level.
public final class ProofMaker {
    private final TileReader tiles;
    private final long size;
    private final TreeHash hash = new TreeHash();

    /// Proofs in the tree of the first `size` leaves.
    public ProofMaker(TileReader tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    public Digest root() {
        return size == 0 ? TreeHash.EMPTY : Sha256.read(range(0, size), 0);
    }

    /// The proof that the leaf at `index` is in the tree: from its sibling up to the root's child.
    ///
    /// @throws IllegalArgumentException if the tree has no such leaf
    public List<Digest> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Digest> path = new ArrayList<>();
        path(index, 0, size, path);
        return path;
    }

    /// The proof that the tree of the first `older` leaves is the beginning of this one.
    ///
    /// @throws IllegalArgumentException if there are fewer leaves, or `older` is negative
    public List<Digest> consistency(long older) {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException("no tree of " + older + " in one of " + size);
        }
        List<Digest> proof = new ArrayList<>();
        if (older > 0 && older < size) {
            subProof(older, 0, size, Known.TO_THE_VERIFIER, proof);
        }
        return proof;
    }

    /// PATH(index, D[from:to]).
    private void path(long index, long from, long to, List<Digest> path) {
        if (to - from == 1) {
            return;
        }
        long split = from + split(to - from);
        if (index < split) {
            path(index, from, split, path);
            path.add(Sha256.read(range(split, to), 0));
        } else {
            path(index, split, to, path);
            path.add(Sha256.read(range(from, split), 0));
        }
    }

    /// Whether the verifier of a consistency proof has the root of a subtree already.
    private enum Known {
        TO_THE_VERIFIER,
        NOT_YET
    }

    /// SUBPROOF(older, D[from:to], known); `older` counts from the first leaf of the tree.
    private void subProof(long older, long from, long to, Known known, List<Digest> proof) {
        if (older == to) {
            if (known == Known.NOT_YET) {
                proof.add(Sha256.read(range(from, to), 0));
            }
            return;
        }
        long split = from + split(to - from);
        if (older <= split) {
            subProof(older, from, split, known, proof);
            proof.add(Sha256.read(range(split, to), 0));
        } else {
            subProof(older, split, to, Known.NOT_YET, proof);
            proof.add(Sha256.read(range(from, split), 0));
        }
    }

    /// MTH(D[from:to]), a new array of one hash.
    private byte[] range(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            return subtree(Long.numberOfTrailingZeros(count), from);
        }
        long split = from + split(count);
        byte[] root = range(from, split);
        hash.node(root, 0, range(split, to), 0, root, 0);
        return root;
    }

    /// The root of the complete subtree of 2^height leaves that begins at `from`.
    private byte[] subtree(int height, long from) {
        int level = height / Tile.HEIGHT;
        int count = 1 << (height % Tile.HEIGHT);
        long first = from >>> (Tile.HEIGHT * level);
        long index = first / Tile.WIDTH;
        int start = (int) (first % Tile.WIDTH) * Sha256.BYTES;
        byte[] tile = tiles.read(level, index, Tile.width(level, index, size));
        byte[] hashes = Arrays.copyOfRange(tile, start, start + count * Sha256.BYTES);
        hash.reduce(hashes, count);
        return Arrays.copyOf(hashes, Sha256.BYTES);
    }

    /// The largest power of two strictly below `count`.
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
