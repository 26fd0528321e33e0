package io.quorate.core.audit.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quorate.core.protocol.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InclusionPathTest {
    private static final int SIZES = 70;

    @Test
    void everyProofOfASmallTreeLeadsToItsRootAndNoOtherDoes() {
        StoredTiles tiles = new StoredTiles();
        List<Digest> leaves = new ArrayList<>();
        for (int size = 1; size <= SIZES; size++) {
            byte[] entry = ("entry " + size).getBytes(UTF_8);
            tiles.append(entry);
            leaves.add(Leaf.of(entry).hash());
            ProofMaker maker = new ProofMaker(tiles, size);
            Optional<Digest> root = Optional.of(maker.root());
            for (int index = 0; index < size; index++) {
                List<Digest> path = maker.inclusion(index);
                Digest leaf = leaves.get(index);
                assertEquals(root, InclusionPath.root(index, size, leaf, path));
                Digest other = Digest.of(entry);
                assertNotEquals(root, InclusionPath.root(index, size, other, path));
                List<Digest> longer = new ArrayList<>(path);
                longer.add(leaf);
                assertNotEquals(root, InclusionPath.root(index, size, leaf, longer));
                if (!path.isEmpty()) {
                    List<Digest> shorter = path.subList(1, path.size());
                    assertNotEquals(root, InclusionPath.root(index, size, leaf, shorter));
                }
            }
        }
    }

    @Test
    void aPlaceOutsideTheTreeLeadsNowhere() {
        Digest leaf = Digest.of(new byte[0]);
        assertEquals(Optional.empty(), InclusionPath.root(1, 1, leaf, List.of()));
        assertEquals(Optional.empty(), InclusionPath.root(-1, 1, leaf, List.of()));
        assertEquals(Optional.of(leaf), InclusionPath.root(0, 1, leaf, List.of()));
    }
}
