package io.quorate.auditor.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The hashes of RFC 6962, section 2.1; for one thread.
public final class Sha {
    public static final int BYTES = 32;

    private static final byte[] NOTHING = {};

    private final MessageDigest digest;

    public Sha() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// The plain hash, without a prefix.
    public byte[] plain(byte[] content) {
        return digest.digest(content);
    }

    /// Writes the hash of a leaf to `out`.
    public void leaf(byte[] entries, int from, int length, byte[] out, int at) {
        digest.update((byte) 0);
        digest.update(entries, from, length);
        finish(out, at);
    }

    /// The hash of a leaf.
    public byte[] leaf(byte[] entry) {
        byte[] hash = new byte[BYTES];
        leaf(entry, 0, entry.length, hash, 0);
        return hash;
    }

    /// The hash of the node above two.
    public byte[] node(byte[] left, byte[] right) {
        byte[] hash = new byte[BYTES];
        digest.update((byte) 1);
        digest.update(left, 0, BYTES);
        digest.update(right, 0, BYTES);
        finish(hash, 0);
        return hash;
    }

    /// The root above `count` hashes that lie one after the other.
    public byte[] root(byte[] hashes, int count) {
        return root(hashes, count, NOTHING);
    }

    /// The root above `count` hashes and, if it is not empty, `rest` as one more on their right.
    ///
    /// The hashes stand for complete subtrees of one size, the rest for one of at most that size;
    /// so the split of the leaves falls where that of the hashes does. Joining neighbours row by
    /// row, an odd one moving up as it is, gives the same tree as splitting at the largest power of
    /// two below the number of leaves.
    public byte[] root(byte[] hashes, int count, byte[] rest) {
        byte[][] row = new byte[count + 1][];
        for (int i = 0; i < count; i++) {
            row[i] = Arrays.copyOfRange(hashes, i * BYTES, (i + 1) * BYTES);
        }
        row[count] = rest;
        int left = rest.length == 0 ? count : count + 1;
        if (left == 0) {
            return plain(NOTHING);
        }
        while (left > 1) {
            for (int i = 0; i < left; i += 2) {
                row[i / 2] = i + 1 < left ? node(row[i], row[i + 1]) : row[i];
            }
            left = (left + 1) / 2;
        }
        return row[0];
    }

    private void finish(byte[] out, int at) {
        try {
            digest.digest(out, at, BYTES);
        } catch (DigestException e) {
            throw new AssertionError("there is room for 32 bytes at " + at, e);
        }
    }
}
