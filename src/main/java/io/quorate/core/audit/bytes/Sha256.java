package io.quorate.core.audit.bytes;

import io.quorate.core.protocol.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over bytes where they lie; made for one thread, and for many hashes.
public final class Sha256 {
    /// The length of a hash.
    public static final int BYTES = 32;

    private final MessageDigest sha256;

    public Sha256() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// The hash that lies in `bytes` from `offset`.
    public static Digest read(byte[] bytes, int offset) {
        return new Digest(HexFormat.of().formatHex(bytes, offset, offset + BYTES));
    }

    public Sha256 add(byte value) {
        sha256.update(value);
        return this;
    }

    public Sha256 add(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    public Sha256 add(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        return this;
    }

    /// The hash of all that was added, after which the next one begins.
    public byte[] hash() {
        return sha256.digest();
    }

    /// Writes the hash of all that was added to `target`, after which the next one begins.
    public void hashTo(byte[] target, int offset) {
        try {
            sha256.digest(target, offset, BYTES);
        } catch (DigestException e) {
            throw new AssertionError("there is room for 32 bytes at " + offset, e);
        }
    }
}
