package io.quorate.core.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalDouble;

/// A sequence of values written to bytes so that no two different sequences read the same; what
/// signatures and digests cover.
///
/// Integers are big-endian. Texts and byte strings are prefixed by their length in 4 bytes, texts
/// are UTF-8. A number that may be absent is one byte 0, or one byte 1 and the 8 bytes of the
/// double.
public final class Transcript {
    private byte[] buffer = new byte[512];
    private int length;

    /// Starts with what the bytes are for, so that those of one purpose never serve another.
    public Transcript(String purpose) {
        text(purpose);
    }

    /// Bytes whose length the purpose fixes.
    public Transcript raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    public Transcript bytes(byte[] bytes) {
        return number(bytes.length).raw(bytes);
    }

    public Transcript text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public Transcript number(int value) {
        bigEndian(value, Integer.BYTES);
        return this;
    }

    public Transcript number(long value) {
        bigEndian(value, Long.BYTES);
        return this;
    }

    public Transcript number(double value) {
        return number(Double.doubleToLongBits(value));
    }

    public Transcript number(OptionalDouble value) {
        bigEndian(value.isPresent() ? 1 : 0, 1);
        return value.isPresent() ? number(value.getAsDouble()) : this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    public Digest digest() {
        return Digest.of(toBytes());
    }

    private void bigEndian(long value, int size) {
        reserve(size);
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
