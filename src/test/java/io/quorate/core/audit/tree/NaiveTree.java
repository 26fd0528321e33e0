package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;
import java.util.ArrayList;
import java.util.List;

/// The naive twin of the tree: the definitions of RFC 9162, section 2.1, letter by letter, over a
/// list of entries and without any memory.
final class NaiveTree {
    private static final Sha256 SHA256 = new Sha256();

    private NaiveTree() {}

    /// MTH(D_n), section 2.1.1.
    static Digest mth(List<byte[]> d) {
        return Sha256.read(root(d), 0);
    }

    private static byte[] root(List<byte[]> d) {
        int n = d.size();
        if (n == 0) {
            return hash(new byte[0]);
        }
        if (n == 1) {
            return hash(new byte[] {0}, d.get(0));
        }
        int k = k(n);
        return hash(new byte[] {1}, root(d.subList(0, k)), root(d.subList(k, n)));
    }

    /// PATH(m, D_n), section 2.1.3.1.
    static List<Digest> path(int m, List<byte[]> d) {
        int n = d.size();
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        return m < k
                ? with(path(m, d.subList(0, k)), mth(d.subList(k, n)))
                : with(path(m - k, d.subList(k, n)), mth(d.subList(0, k)));
    }

    /// PROOF(m, D_n), section 2.1.4.1.
    static List<Digest> proof(int m, List<byte[]> d) {
        return subProof(m, d, true);
    }

    private static List<Digest> subProof(int m, List<byte[]> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = k(n);
        return m <= k
                ? with(subProof(m, d.subList(0, k), b), mth(d.subList(k, n)))
                : with(subProof(m - k, d.subList(k, n), false), mth(d.subList(0, k)));
    }

    /// The largest power of two smaller than n.
    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] hash(byte[]... parts) {
        for (byte[] part : parts) {
            SHA256.add(part);
        }
        return SHA256.hash();
    }

    private static List<Digest> with(List<Digest> list, Digest last) {
        List<Digest> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
