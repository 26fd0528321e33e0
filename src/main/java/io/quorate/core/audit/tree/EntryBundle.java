package io.quorate.core.audit.tree;

import java.util.List;

/// The entries below one tile of level 0, as they are served: each with its length in two bytes,
/// big-endian.
public final class EntryBundle {
    private static final int LENGTH_BYTES = 2;

    private EntryBundle() {}

    /// The bundle of these entries, in their order.
    ///
    /// @throws IllegalArgumentException if there are more than 256, or one is longer than a leaf
    public static byte[] encode(List<byte[]> entries) {
        if (entries.size() > Tile.WIDTH) {
            throw new IllegalArgumentException("a bundle has at most 256 entries");
        }
        int total = 0;
        for (byte[] entry : entries) {
            if (entry.length > Leaf.BYTES_MAX) {
                throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
            }
            total += LENGTH_BYTES + entry.length;
        }
        byte[] bundle = new byte[total];
        int at = 0;
        for (byte[] entry : entries) {
            bundle[at] = (byte) (entry.length >>> 8);
            bundle[at + 1] = (byte) entry.length;
            System.arraycopy(entry, 0, bundle, at + LENGTH_BYTES, entry.length);
            at += LENGTH_BYTES + entry.length;
        }
        return bundle;
    }
}
