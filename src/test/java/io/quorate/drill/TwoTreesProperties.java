package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quorate.auditor.tree.Growing;
import io.quorate.auditor.tree.Inclusion;
import io.quorate.auditor.tree.Sha;
import io.quorate.auditor.tree.Tiles;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.audit.tree.ProofMaker;
import io.quorate.core.audit.tree.Tile;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.Digest;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The writer's tree and the checker's, which share no code, against each other.
class TwoTreesProperties {
    private static final int SIZE_MAX = 130;

    private final Sha sha = new Sha();

    @Test
    void bothTreesHaveTheSameRoots() {
        TreeEdge edge = TreeEdge.empty();
        Growing growing = new Growing((level, index, hashes) -> {});
        for (int size = 0; size < 66_000; size++) {
            if (size < 1_100 || size % 256 <= 1 || size % 997 == 0) {
                assertArrayEquals(edge.root().bytes(), growing.root());
            }
            byte[] leaf = leaf(size);
            assertArrayEquals(sha.leaf(entry(size)), leaf);
            edge.append(leaf, tile -> {});
            growing.addLeaves(leaf, 1);
        }
    }

    @Test
    void aRootIsTheSameWhetherLeavesAreAddedOrOnlyThoughtOf() {
        Growing growing = new Growing((level, index, hashes) -> {});
        byte[] more = new byte[256 * Sha.BYTES];
        for (int chunk = 0; chunk < 5; chunk++) {
            TreeEdge edge = TreeEdge.empty();
            for (int i = 0; i < chunk * 256; i++) {
                edge.append(leaf(i), tile -> {});
            }
            for (int i = 0; i < 256; i++) {
                assertArrayEquals(edge.root().bytes(), growing.rootWith(more, i));
                edge.append(leaf(chunk * 256 + i), tile -> {});
                System.arraycopy(leaf(chunk * 256 + i), 0, more, i * Sha.BYTES, Sha.BYTES);
            }
            assertArrayEquals(edge.root().bytes(), growing.rootWith(more, 256));
            growing.addLeaves(more, 256);
        }
    }

    @Test
    void everyInclusionProofOfTheWriterIsAcceptedByTheCheckerAndNoOther() {
        Map<LogPath, byte[]> tiles = new HashMap<>();
        TreeEdge edge = TreeEdge.empty();
        for (int size = 1; size <= SIZE_MAX; size++) {
            edge.append(leaf(size - 1), tile -> tiles.put(tile.path(), tile.bytes()));
            byte[] root = edge.root().bytes();
            byte[] partial = edge.partials().getFirst().bytes();
            ProofMaker maker = new ProofMaker((level, index, width) -> partial, size);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = maker.inclusion(index).stream().map(Digest::bytes).toList();
                assertArrayEquals(
                        root, Inclusion.root(leaf(index), index, size, path).orElseThrow());
                refuse(root, index, size, path);
            }
        }
    }

    private static void refuse(byte[] root, int index, int size, List<byte[]> path) {
        byte[] leaf = leaf(index);
        assertFalse(leads(root, leaf(size), index, size, path), "another leaf");
        assertFalse(leads(root, leaf, index, size, extended(path, root)), "a hash more");
        assertEquals(Optional.empty(), Inclusion.root(leaf, size, size, path), "beyond the end");
        assertEquals(Optional.empty(), Inclusion.root(leaf, -1, size, path), "before the start");
        if (!path.isEmpty()) {
            List<byte[]> shorter = path.subList(0, path.size() - 1);
            assertFalse(leads(root, leaf, index, size, shorter), "a hash less");
            assertFalse(leads(root, leaf, index ^ 1, size, path), "the place of its neighbour");
        }
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> changed = new ArrayList<>(path);
            byte[] hash = path.get(i).clone();
            hash[31] ^= 1;
            changed.set(i, hash);
            assertFalse(leads(root, leaf, index, size, changed), "a bit changed");
        }
    }

    private static List<byte[]> extended(List<byte[]> path, byte[] last) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static boolean leads(byte[] root, byte[] leaf, int index, int size, List<byte[]> path) {
        return Inclusion.root(leaf, index, size, path)
                .filter(found -> Arrays.equals(found, root))
                .isPresent();
    }

    @Test
    void bothCallTilesByTheSameNamesAndWidths() {
        for (long index : new long[] {0, 1, 9, 10, 99, 100, 999, 1_000, 1_234_067, 999_999_999L}) {
            for (int width : new int[] {1, 17, 255, 256}) {
                assertEquals(
                        new LogPath.TilePath(3, index, width).text(), Tiles.path(3, index, width));
                assertEquals(
                        new LogPath.EntriesPath(index, width).text(),
                        Tiles.entriesPath(index, width));
            }
        }
        for (long size : new long[] {0, 1, 255, 256, 257, 65_536, 70_000, 1L << 40}) {
            for (int level = 0; level < 10; level++) {
                for (long index : new long[] {0, 1, 2, 255, 256, 272, 273, 274, 1L << 32}) {
                    assertEquals(Tile.width(level, index, size), Tiles.width(level, index, size));
                }
            }
        }
    }

    private static byte[] leaf(int number) {
        return Leaf.of(entry(number)).hashBytes();
    }

    private static byte[] entry(int number) {
        return ("entry " + number).getBytes(US_ASCII);
    }
}
