package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;
import java.util.List;
import java.util.Optional;

/// The way from a leaf up to the root that an inclusion proof shows (RFC 9162, 2.1.3.2).
public final class InclusionPath {
    private InclusionPath() {}

    /// The root that a proof leads to; empty if it has not as many hashes as the place asks for.
    public static Optional<Digest> root(long index, long size, Digest leaf, List<Digest> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        TreeHash hash = new TreeHash();
        byte[] root = leaf.bytes();
        long node = index;
        long last = size - 1;
        for (Digest sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            boolean right = (node & 1) == 1;
            if (right || node == last) {
                hash.node(sibling.bytes(), 0, root, 0, root, 0);
                while (!right && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                    right = (node & 1) == 1;
                }
            } else {
                hash.node(root, 0, sibling.bytes(), 0, root, 0);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(Sha256.read(root, 0)) : Optional.empty();
    }
}
