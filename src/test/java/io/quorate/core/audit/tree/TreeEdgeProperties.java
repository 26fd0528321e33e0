package io.quorate.core.audit.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.audit.bytes.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All trees of up to 130 leaves, and the sizes at which tiles fill, against the naive twin.
class TreeEdgeProperties {
    private static final int SIZE_MAX = 130;

    @Test
    void everySmallTreeHasTheRootAndTheProofsOfItsDefinition() {
        List<byte[]> entries = new ArrayList<>();
        StoredTiles tree = new StoredTiles();
        for (int size = 0; size <= SIZE_MAX; size++) {
            ProofMaker maker = new ProofMaker(tree, size);
            assertEquals(NaiveTree.mth(entries), tree.edge().root());
            assertEquals(tree.edge().root(), maker.root());
            for (int index = 0; index < size; index++) {
                assertEquals(NaiveTree.path(index, entries), maker.inclusion(index));
            }
            for (int older = 1; older <= size; older++) {
                assertEquals(NaiveTree.proof(older, entries), maker.consistency(older));
            }
            assertEquals(List.of(), maker.consistency(0));
            byte[] entry = entry(size);
            entries.add(entry);
            tree.append(entry);
        }
    }

    @Test
    void proofsCrossTilesAsTheyCrossSubtrees() {
        List<byte[]> entries = new ArrayList<>();
        StoredTiles tree = new StoredTiles();
        for (int size = 1; size <= 1030; size++) {
            entries.add(entry(size));
            tree.append(entry(size));
        }
        for (int size : new int[] {255, 256, 257, 511, 512, 513, 1023, 1024, 1025, 1030}) {
            List<byte[]> first = entries.subList(0, size);
            ProofMaker maker = new ProofMaker(tree, size);
            assertEquals(NaiveTree.mth(first), maker.root());
            for (int at : new int[] {0, 1, 127, 128, 254, 255, 256, 510, 511, 512, 1023, 1029}) {
                if (at < size) {
                    assertEquals(NaiveTree.path(at, first), maker.inclusion(at));
                    assertEquals(NaiveTree.proof(at + 1, first), maker.consistency(at + 1));
                }
            }
        }
    }

    /// The example of the tlog-tiles specification.
    @Test
    void aTreeOfSeventyThousandHasTheTilesOfTheSpecification() {
        StoredTiles tree = new StoredTiles();
        for (int i = 0; i < 70_000; i++) {
            tree.append(entry(i));
        }
        assertEquals(273 + 1, tree.fullTiles());
        List<Tile> partials = tree.edge().partials();
        assertEquals(
                List.of("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"),
                partials.stream().map(tile -> tile.path().text()).toList());
        assertEquals(new ProofMaker(tree, 70_000).root(), tree.edge().root());
    }

    @Test
    void aHashOfALevelIsTheRootOfAFullTileBelow() {
        StoredTiles tree = new StoredTiles();
        for (int i = 0; i < 66_000; i++) {
            tree.append(entry(i));
        }
        TreeHash hash = new TreeHash();
        for (int index = 0; index < 256; index++) {
            byte[] below = tree.read(0, index, Tile.WIDTH).clone();
            hash.reduce(below, Tile.WIDTH);
            byte[] above = tree.read(1, 0, Tile.WIDTH);
            assertEquals(Sha256.read(below, 0), Sha256.read(above, index * Sha256.BYTES));
        }
    }

    @Test
    void anEdgeResumesFromItsPartialTilesAtEverySize() {
        StoredTiles whole = new StoredTiles();
        for (int size = 0; size < 600; size++) {
            TreeEdge resumed = TreeEdge.resume(size, whole.partials());
            assertEquals(whole.edge().root(), resumed.root());
            byte[] next = Leaf.of(entry(size)).hashBytes();
            List<Tile> full = new ArrayList<>();
            resumed.append(next, full::add);
            int before = whole.fullTiles();
            whole.append(entry(size));
            assertEquals(whole.edge().root(), resumed.root());
            assertEquals(whole.fullTiles() - before, full.size());
            assertEquals(texts(whole.edge().partials()), texts(resumed.partials()));
        }
    }

    @Test
    void aCopyGrowsByItself() {
        StoredTiles tree = new StoredTiles();
        for (int size = 0; size < 300; size++) {
            TreeEdge copy = tree.edge().copy();
            List<byte[]> before = tree.partials();
            copy.append(List.of(Leaf.of(entry(-1)), Leaf.of(entry(-2)), Leaf.of(entry(-3))));
            assertEquals(size + 3, copy.size());
            List<byte[]> after = tree.partials();
            assertEquals(before.size(), after.size());
            for (int level = 0; level < before.size(); level++) {
                assertArrayEquals(before.get(level), after.get(level));
            }
            assertEquals(new ProofMaker(tree, size).root(), tree.edge().root());
            tree.append(entry(size));
        }
    }

    @Test
    void aBatchYieldsTheTilesThatItFills() {
        List<Leaf> batch = new ArrayList<>();
        for (int i = 0; i < 65_537; i++) {
            batch.add(Leaf.of(entry(i)));
        }
        List<Tile> full = TreeEdge.empty().append(batch);
        assertEquals(257, full.size());
        assertEquals("tile/0/000", full.getFirst().path().text());
        assertEquals("tile/0/255", full.get(255).path().text());
        assertEquals("tile/1/000", full.getLast().path().text());
    }

    private static List<String> texts(List<Tile> tiles) {
        return tiles.stream()
                .map(tile -> tile.path().text() + " " + Sha256.read(tile.bytes(), 0))
                .toList();
    }

    private static byte[] entry(int number) {
        return ("entry " + number).getBytes(US_ASCII);
    }
}
