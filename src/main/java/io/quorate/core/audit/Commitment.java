package io.quorate.core.audit;

import io.quorate.core.audit.bytes.Sha256;
import io.quorate.core.protocol.Digest;

/// How a text or a reference to a person stands in the log: as SHA-256(salt ‖ content).
///
/// Whoever has salt and content can show that they are what was recorded. Once both are erased, the
/// commitment still proves that something was recorded, and cannot be confirmed by guessing: that
/// would take the 32 random bytes of the salt.
public final class Commitment {
    /// A salt has one length only: otherwise a byte could be moved from the salt to the content.
    public static final int SALT_BYTES = 32;

    private Commitment() {}

    /// The commitment to `content` under `salt`.
    ///
    /// @throws IllegalArgumentException unless the salt has 32 bytes
    public static Digest of(byte[] salt, byte[] content) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
        }
        return Sha256.read(new Sha256().add(salt).add(content).hash(), 0);
    }
}
