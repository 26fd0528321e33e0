package io.quorate.core.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Parsed;
import java.nio.ByteBuffer;
import java.time.Instant;

/// A witness's statement that a checkpoint was, at a time, the largest consistent one it had seen
/// (C2SP tlog-cosignature, Ed25519).
public final class Cosignature {
    private static final int SIGNATURE_BYTES = 64;

    private final Instant time;
    private final byte[] signature;

    private Cosignature(Instant time, byte[] signature) {
        this.time = time;
        this.signature = signature;
    }

    /// Reads what stands in a signature line after the key's id.
    public static Parsed<Cosignature> of(NoteSignature line) {
        return parse(line.bytes());
    }

    static Parsed<Cosignature> parse(byte[] bytes) {
        if (bytes.length != Long.BYTES + SIGNATURE_BYTES) {
            return new Parsed.Malformed<>("a cosignature has 72 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long seconds = buffer.getLong();
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            return new Parsed.Malformed<>("the time of the cosignature is out of range");
        }
        byte[] signature = new byte[SIGNATURE_BYTES];
        buffer.get(signature);
        return new Parsed.Ok<>(new Cosignature(Instant.ofEpochSecond(seconds), signature));
    }

    /// What a witness signs: the checkpoint's text, after a header and the time.
    static byte[] message(Instant time, String text) {
        return ("cosignature/v1\ntime " + time.getEpochSecond() + "\n" + text).getBytes(UTF_8);
    }

    /// When the witness signed, to the second.
    public Instant time() {
        return time;
    }

    byte[] signature() {
        return signature;
    }
}
