package io.quorate.host.store;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/// The bytes of one binary COPY while they are put together; used again for the next.
final class CopyStream {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short TRAILER = -1;

    /// What is kept for the next batch; a larger one gives its room back.
    private static final int KEPT_MAX = 4 * 1024 * 1024;

    private ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);

    CopyStream() {
        bytes.put(HEADER);
    }

    /// Appends bytes and returns where they lie.
    int put(byte[] source, int length) {
        if (bytes.remaining() < length + Short.BYTES) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + length + Short.BYTES);
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
        int at = bytes.position();
        bytes.put(source, 0, length);
        return at;
    }

    void putLong(int at, long value) {
        bytes.putLong(at, value);
    }

    boolean isEmpty() {
        return bytes.position() == HEADER.length;
    }

    /// Hands everything to the database, and begins anew.
    void send(CopyManager copies, String sql) throws SQLException {
        bytes.putShort(TRAILER);
        CopyIn copy = copies.copyIn(sql);
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        copy.endCopy();
        clear();
    }

    void clear() {
        if (bytes.capacity() > KEPT_MAX) {
            bytes = ByteBuffer.allocate(64 * 1024);
        }
        bytes.clear().put(HEADER);
    }
}
