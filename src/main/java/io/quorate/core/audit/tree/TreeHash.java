package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;

/// The two hashes of RFC 6962, section 2.1; their prefixes keep a node from passing for a leaf.
final class TreeHash {
    static final byte LEAF_PREFIX = 0;
    static final byte NODE_PREFIX = 1;

    /// The root of a tree without leaves: the hash of nothing.
    static final Digest EMPTY = Digest.of(new byte[0]);

    private final Sha256 sha256 = new Sha256();

    /// Writes the hash of the node above `left` and `right` to `target`, which may overlap them.
    void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] target, int targetAt) {
        sha256.add(NODE_PREFIX)
                .add(left, leftAt, Sha256.BYTES)
                .add(right, rightAt, Sha256.BYTES)
                .hashTo(target, targetAt);
    }

    /// Reduces `count` neighbouring hashes at the start of `hashes` to the root above them, which
    /// takes the place of the first. `count` is a power of two.
    void reduce(byte[] hashes, int count) {
        for (int left = count; left > 1; left /= 2) {
            for (int i = 0; i < left; i += 2) {
                int at = i * Sha256.BYTES;
                node(hashes, at, hashes, at + Sha256.BYTES, hashes, at / 2);
            }
        }
    }
}
