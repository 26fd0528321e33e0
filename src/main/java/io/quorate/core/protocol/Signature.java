package io.quorate.core.protocol;

/// An Ed25519 signature (64 bytes, hexadecimal) of an agent over its vote.
public record Signature(String hex) {
    public Signature {
        if (!hex.matches("[0-9a-f]{128}")) {
            throw new IllegalArgumentException("a signature has 128 lower-case hexadecimal digits");
        }
    }
}
