package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A tree as a store would keep it: the full tiles that the edge handed out, and its partial ones.
final class StoredTiles implements TileReader {
    private final Map<List<Long>, byte[]> full = new HashMap<>();
    private final TreeEdge edge = TreeEdge.empty();

    StoredTiles append(byte[] entry) {
        edge.append(Leaf.of(entry).hashBytes(), this::keep);
        return this;
    }

    TreeEdge edge() {
        return edge;
    }

    List<byte[]> partials() {
        List<byte[]> partials = new ArrayList<>();
        for (Tile tile : edge.partials()) {
            while (partials.size() < tile.level()) {
                partials.add(new byte[0]);
            }
            partials.add(tile.bytes());
        }
        return partials;
    }

    int fullTiles() {
        return full.size();
    }

    @Override
    public byte[] read(int level, long index, int width) {
        byte[] tile = full.get(List.of((long) level, index));
        if (tile == null) {
            tile =
                    edge.partials().stream()
                            .filter(part -> part.level() == level && part.index() == index)
                            .findFirst()
                            .orElseThrow()
                            .bytes();
        }
        if (tile.length < width * Sha256.BYTES) {
            throw new AssertionError("asked for " + width + " of " + level + "/" + index);
        }
        return tile;
    }

    private void keep(Tile tile) {
        if (!tile.full()
                || full.put(List.of((long) tile.level(), tile.index()), tile.bytes()) != null) {
            throw new AssertionError("partial, or handed out twice: " + tile.path());
        }
    }
}
