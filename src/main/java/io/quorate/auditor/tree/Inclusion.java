package io.quorate.auditor.tree;

import java.util.List;
import java.util.Optional;

/// The check of an inclusion proof (RFC 9162, section 2.1.3.2).
public final class Inclusion {
    private Inclusion() {}

    /// The root to which a leaf and its proof lead; empty if the proof has not the length that
    /// place and size ask for.
    public static Optional<byte[]> root(byte[] leafHash, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        Sha sha = new Sha();
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : path) {
            if (sn == 0) {
                return Optional.empty();
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = sha.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = sha.node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 ? Optional.of(r) : Optional.empty();
    }
}
