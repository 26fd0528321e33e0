package io.quorate.core.audit.bytes;

import io.quorate.core.protocol.Digest;
import java.util.Base64;

/// Standard base64 with padding (RFC 4648, section 4), in its one canonical spelling.
public final class Base64Text {
    private Base64Text() {}

    public static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String of(Digest digest) {
        return of(digest.bytes());
    }

    /// The decoded bytes. The JDK's decoder is more lenient than RFC 4648: it takes a missing
    /// padding and stray bits at the end, by which one value would get several spellings.
    public static Parsed<byte[]> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new Parsed.Malformed<>("not base64: " + e.getMessage());
        }
        return of(bytes).equals(text)
                ? new Parsed.Ok<>(bytes)
                : new Parsed.Malformed<>("not the canonical base64 of its bytes");
    }

    public static Parsed<Digest> parseDigest(String text) {
        return parse(text)
                .then(bytes ->
                        bytes.length == Sha256.BYTES
                                ? new Parsed.Ok<>(Sha256.read(bytes, 0))
                                : new Parsed.Malformed<>(
                                        "a hash has 32 bytes, not " + bytes.length));
    }
}
