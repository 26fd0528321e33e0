package io.quorate.host.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Rows of one table as PostgreSQL's binary COPY takes them, complete but for the log index, which
/// is known only when the batch is.
///
/// They are made on the thread of the caller, so that the one writer of the log only copies bytes.
final class Rows {
    /// Longer texts would not fit into an index and are cut; the leaf has them whole.
    static final int TEXT_MAX = 512;

    private static final int TEXT_OID = 25;
    private static final int BYTEA_OID = 17;
    private static final int SHARED_COLUMNS = 3;
    private static final int LOG_INDEX_AT =
            Short.BYTES + Integer.BYTES + Integer.BYTES + Integer.BYTES;
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;
    private static final long MICROS = 1_000_000L;

    /// Room for the short columns behind a long one.
    private static final int SPARE = 128;

    private ByteBuffer bytes = ByteBuffer.allocate(512);
    private int[] starts = new int[8];
    private int count;

    int length() {
        return bytes.position();
    }

    /// Begins a row; each of the table's own columns has to follow.
    Rows row(LogTable table, int origin, Instant at) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = bytes.position();
        room(Short.BYTES).putShort((short) (SHARED_COLUMNS + table.columns()));
        return whole(origin).longWhole(0).longWhole(micros(at));
    }

    Rows small(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
        return this;
    }

    Rows whole(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    Rows longWhole(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    Rows longWhole(OptionalLong value) {
        return value.isPresent() ? longWhole(value.getAsLong()) : none();
    }

    Rows real(OptionalDouble value) {
        if (value.isEmpty()) {
            return none();
        }
        room(Integer.BYTES + Double.BYTES).putInt(Double.BYTES).putDouble(value.getAsDouble());
        return this;
    }

    Rows flag(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /// A text that rows are found by. Nothing in it can make the database refuse the row.
    Rows text(@Nullable String value) {
        if (value == null) {
            return none();
        }
        String cut = value.length() > TEXT_MAX ? value.substring(0, TEXT_MAX) : value;
        return bytes((cut.indexOf(0) < 0 ? cut : cut.replace('\0', '\ufffd')).getBytes(UTF_8));
    }

    Rows bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    Rows textArray(List<String> values) {
        return array(
                TEXT_OID,
                values.stream()
                        .map(value -> value.replace('\0', '\ufffd').getBytes(UTF_8))
                        .toList());
    }

    Rows bytesArray(List<byte[]> values) {
        return array(BYTEA_OID, values);
    }

    /// Appends the rows to `target`, each with its log index.
    void copyTo(CopyStream target, long logIndex) {
        int at = target.put(bytes.array(), bytes.position());
        for (int i = 0; i < count; i++) {
            target.putLong(at + starts[i] + LOG_INDEX_AT, logIndex);
        }
    }

    private Rows none() {
        room(Integer.BYTES).putInt(-1);
        return this;
    }

    /// One dimension, from 1, without nulls.
    private Rows array(int elementOid, List<byte[]> values) {
        int header = 5 * Integer.BYTES;
        int length = header + values.stream().mapToInt(value -> Integer.BYTES + value.length).sum();
        room(Integer.BYTES + length)
                .putInt(length)
                .putInt(1)
                .putInt(0)
                .putInt(elementOid)
                .putInt(values.size())
                .putInt(1);
        values.forEach(this::bytes);
        return this;
    }

    private static long micros(Instant at) {
        return (at.getEpochSecond() - POSTGRES_EPOCH_SECONDS) * MICROS + at.getNano() / 1000;
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + more + SPARE);
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
        return bytes;
    }
}
