package io.quorate.core.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 hash, written as 64 lower-case hexadecimal digits.
public record Digest(String hex) {
    public Digest {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("a digest has 64 lower-case hexadecimal digits");
        }
    }

    private static boolean isDigest(String hex) {
        boolean digits = hex.length() == 64;
        for (int i = 0; digits && i < hex.length(); i++) {
            char c = hex.charAt(i);
            digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return digits;
    }

    public static Digest of(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new Digest(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }
}
