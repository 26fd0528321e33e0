package io.quorate.core.audit.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "0, 0, 1, 1",
        "0, 0, 255, 255",
        "0, 0, 256, 256",
        "0, 1, 256, 0",
        "1, 0, 255, 0",
        "1, 0, 256, 1",
        "0, 272, 70000, 256",
        "0, 273, 70000, 112",
        "0, 274, 70000, 0",
        "1, 1, 70000, 17",
        "2, 0, 70000, 1",
        "8, 0, 9223372036854775807, 0",
        "63, 0, 70000, 0",
        "0, 9223372036854775807, 70000, 0"
    })
    void theWidthOfATileFollowsFromTheSizeOfTheTree(int level, long index, long size, int width) {
        assertEquals(width, Tile.width(level, index, size));
    }

    @Test
    void aBundlePutsALengthOfTwoBytesBeforeEachEntry() {
        byte[] large = new byte[Leaf.BYTES_MAX];
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {7}, new byte[0], large));
        assertEquals(2 + 1 + 2 + 2 + 65_535, bundle.length);
        assertArrayEquals(
                new byte[] {0, 1, 7, 0, 0, (byte) 0xff, (byte) 0xff, 0},
                java.util.Arrays.copyOf(bundle, 8));
    }

    @Test
    void aLeafOfMoreThanSixteenBitsIsRefused() {
        byte[] tooLong = new byte[Leaf.BYTES_MAX + 1];
        assertThrows(IllegalArgumentException.class, () -> Leaf.of(tooLong));
        assertThrows(IllegalArgumentException.class, () -> EntryBundle.encode(List.of(tooLong)));
        assertEquals(Leaf.BYTES_MAX, Leaf.of(new byte[Leaf.BYTES_MAX]).bytes().length);
    }

    @Test
    void aBundleHasAtMost256Entries() {
        List<byte[]> many = Collections.nCopies(257, new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> EntryBundle.encode(many));
    }

    @Test
    void anEdgeIsResumedOnlyFromTheRightWidths() {
        List<byte[]> two = List.of(new byte[64]);
        assertThrows(IllegalArgumentException.class, () -> TreeEdge.resume(3, two));
        assertThrows(IllegalArgumentException.class, () -> TreeEdge.resume(256, List.of()));
        assertThrows(IllegalArgumentException.class, () -> TreeEdge.resume(-1, List.of()));
    }
}
