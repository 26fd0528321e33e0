package io.quorate.core.audit.tree;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;

/// One entry of the log: the canonical bytes of a record, and their leaf hash.
///
/// The hash is taken where the leaf is made, so that it costs the thread of the request and not the
/// one appender of the log.
public final class Leaf {
    /// An entry bundle counts the bytes of an entry in 16 bits (C2SP tlog-tiles).
    public static final int BYTES_MAX = 65_535;

    private final byte[] bytes;
    private final byte[] hash;

    private Leaf(byte[] bytes, byte[] hash) {
        this.bytes = bytes;
        this.hash = hash;
    }

    /// The leaf of `bytes`, which it takes over: the caller MUST NOT change them any more.
    ///
    /// @throws IllegalArgumentException if there are more than 65 535
    public static Leaf of(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a leaf has at most " + BYTES_MAX + " bytes, not " + bytes.length);
        }
        return new Leaf(bytes, new Sha256().add(TreeHash.LEAF_PREFIX).add(bytes).hash());
    }

    /// The bytes themselves, not a copy: nobody may change them.
    public byte[] bytes() {
        return bytes;
    }

    /// SHA-256(0x00 ‖ bytes), as RFC 6962 has it.
    public Digest hash() {
        return Sha256.read(hash, 0);
    }

    /// The same hash as its 32 bytes; not a copy: nobody may change them.
    public byte[] hashBytes() {
        return hash;
    }
}
