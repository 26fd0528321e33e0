package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.tree.Sha;
import io.quorate.auditor.tree.Tiles;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The stored tiles, as far as they can be traced to the signed root.
///
/// The partial tiles at the right edge are right if together they give the root. A full tile is
/// right if its own root is the hash that a right tile above has for it. A tile that is wrong or
/// not there is rebuilt from those below it, where that gives the right root. What cannot be traced
/// is empty.
final class SignedTiles {
    private final ChunkReader reader;
    private final Head head;
    private final Sha sha = new Sha();
    private final Map<Integer, byte[]> edge = new HashMap<>();
    private final Map<Integer, Long> cachedIndex = new HashMap<>();
    private final Map<Integer, Optional<byte[]>> cached = new HashMap<>();

    SignedTiles(ChunkReader reader, Head head) throws IOException {
        this.reader = reader;
        this.head = head;
        traceEdge();
    }

    /// Where the hashes of a tile above level 0 are taken from.
    private enum From {
        THE_TILE,
        THE_TILES_BELOW,
        THE_LEAVES
    }

    /// The leaf hashes of a chunk that were signed.
    Optional<byte[]> leaves(long chunk) throws IOException {
        return tile(0, chunk);
    }

    /// The signed root of a chunk's leaf hashes, if the chunk is a full one.
    Optional<byte[]> rootOf(long chunk) throws IOException {
        return above(0, chunk);
    }

    private void traceEdge() throws IOException {
        long last = head.size() / Tiles.WIDTH;
        int width = Tiles.width(0, last, head.size());
        for (From from : From.values()) {
            if (traceEdge(from, reader.tile(0, last, width))) {
                return;
            }
        }
        // The last records themselves may be right, and only their stored leaf hashes wrong.
        Chunk records = reader.read(last);
        for (From from : From.values()) {
            if (records.whole() && traceEdge(from, Optional.of(records.hashes))) {
                return;
            }
        }
        edge.clear();
    }

    private boolean traceEdge(From from, Optional<byte[]> leaves) throws IOException {
        byte[] rest = new byte[0];
        for (int level = 0; level < Tiles.levels(head.size()); level++) {
            long index = Tiles.hashes(level, head.size()) / Tiles.WIDTH;
            int width = Tiles.width(level, index, head.size());
            if (width == 0) {
                continue;
            }
            Optional<byte[]> tile = level == 0 ? leaves : made(from, level, index, width);
            if (tile.isEmpty()) {
                return false;
            }
            edge.put(level, tile.get());
            rest = sha.root(tile.get(), width, rest);
        }
        return head.leadsTo(rest.length == 0 ? sha.root(rest, 0) : rest);
    }

    private Optional<byte[]> tile(int level, long index) throws IOException {
        if (edge.isEmpty()) {
            return Optional.empty();
        }
        if (index == Tiles.hashes(level, head.size()) / Tiles.WIDTH) {
            return Optional.ofNullable(edge.get(level));
        }
        if (!Long.valueOf(index).equals(cachedIndex.get(level))) {
            cachedIndex.put(level, index);
            cached.put(level, traced(level, index));
        }
        return cached.getOrDefault(level, Optional.empty());
    }

    private Optional<byte[]> traced(int level, long index) throws IOException {
        Optional<byte[]> root = above(level, index);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        for (From from : From.values()) {
            Optional<byte[]> tile = made(from, level, index, Tiles.WIDTH);
            if (tile.isPresent() && hasRoot(tile.get(), root.get())) {
                return tile;
            }
            if (level == 0) {
                break;
            }
        }
        return Optional.empty();
    }

    private boolean hasRoot(byte[] tile, byte[] root) {
        return Arrays.equals(sha.root(tile, Tiles.WIDTH), root);
    }

    /// The hash that a traced tile has for a full tile of the level below it.
    private Optional<byte[]> above(int level, long index) throws IOException {
        if (index >= Tiles.hashes(level + 1, head.size())) {
            return Optional.empty();
        }
        int at = (int) (index % Tiles.WIDTH) * Sha.BYTES;
        return tile(level + 1, index / Tiles.WIDTH)
                .map(tile -> Arrays.copyOfRange(tile, at, at + Sha.BYTES));
    }

    private Optional<byte[]> made(From from, int level, long index, int width) throws IOException {
        if (from == From.THE_TILE || level == 0) {
            return reader.tile(level, index, width);
        }
        From below = from == From.THE_LEAVES ? From.THE_LEAVES : From.THE_TILE;
        byte[] hashes = new byte[width * Sha.BYTES];
        for (int i = 0; i < width; i++) {
            Optional<byte[]> tile = made(below, level - 1, index * Tiles.WIDTH + i, Tiles.WIDTH);
            if (tile.isEmpty()) {
                return Optional.empty();
            }
            byte[] root = sha.root(tile.get(), Tiles.WIDTH);
            System.arraycopy(root, 0, hashes, i * Sha.BYTES, Sha.BYTES);
        }
        return Optional.of(hashes);
    }
}
