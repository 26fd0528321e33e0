package io.quorate.core.audit.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// The growing bytes of one JSON text, and the tokens that may be put into them.
final class JsonBytes {
    /// The largest integer that every double-based reader takes for itself (I-JSON, RFC 7493).
    static final long INTEGER_MAX = (1L << 53) - 1;

    private static final Instant YEAR_ZERO = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final int LONG_DIGITS_MAX = 20;
    private static final boolean[] PLAIN = new boolean[0x80];

    static {
        for (char c = ' '; c < PLAIN.length; c++) {
            PLAIN[c] = c != '"' && c != '\\';
        }
    }

    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /// Separates an element or member from the one before it, if there is one. Looking at the last
    /// byte is enough: no value ends in an opening bracket, as strings end in a quote.
    void separate() {
        byte last = bytes[length - 1];
        if (last != '{' && last != '[') {
            ascii(',');
        }
    }

    void ascii(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    void ascii(String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void raw(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    void integer(long value) {
        if (value < -INTEGER_MAX || value > INTEGER_MAX) {
            throw new NotCanonical("the integer " + value + " is beyond 2^53 - 1");
        }
        room(LONG_DIGITS_MAX);
        if (value < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(value);
        int digits = 1;
        for (long bound = 10; rest >= bound; bound *= 10) {
            digits++;
        }
        length += digits;
        for (int at = length - 1, i = 0; i < digits; i++, at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void number(double value) {
        EcmaScriptNumber.write(value, this);
    }

    void text(String value) {
        int count = value.length();
        // Enough for the usual text, in which each character is a byte; the others ask for more.
        room(count + 2);
        bytes[length++] = '"';
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (c < 0x80 && PLAIN[c]) {
                bytes[length++] = (byte) c;
            } else {
                i = c < 0x80 ? escaped(c, i) : beyondAscii(value, i, c);
                room(count - i + 1);
            }
        }
        bytes[length++] = '"';
    }

    void hex(byte[] value) {
        room(2 * value.length + 2);
        bytes[length++] = '"';
        for (byte b : value) {
            bytes[length++] = HEX[(b >> 4) & 0xf];
            bytes[length++] = HEX[b & 0xf];
        }
        bytes[length++] = '"';
    }

    /// RFC 3339 in UTC with six fractional digits, always: the resolution of PostgreSQL, and a form
    /// that sorts as text. What is finer than a microsecond is cut off.
    void time(Instant value) {
        if (value.isBefore(YEAR_ZERO) || !value.isBefore(YEAR_TEN_THOUSAND)) {
            throw new NotCanonical("RFC 3339 has no form for " + value);
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(value.getEpochSecond(), 0, ZoneOffset.UTC);
        ascii('"');
        padded(utc.getYear(), 4);
        ascii('-');
        padded(utc.getMonthValue(), 2);
        ascii('-');
        padded(utc.getDayOfMonth(), 2);
        ascii('T');
        padded(utc.getHour(), 2);
        ascii(':');
        padded(utc.getMinute(), 2);
        ascii(':');
        padded(utc.getSecond(), 2);
        ascii('.');
        padded(value.getNano() / 1000, 6);
        ascii("Z\"");
    }

    private void padded(int value, int width) {
        room(width);
        int rest = value;
        for (int at = length + width - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
    }

    /// Writes the character at `at` and returns `at`.
    private int escaped(char c, int at) {
        switch (c) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\b' -> ascii("\\b");
            case '\t' -> ascii("\\t");
            case '\n' -> ascii("\\n");
            case '\f' -> ascii("\\f");
            case '\r' -> ascii("\\r");
            default -> {
                ascii("\\u00");
                ascii((char) HEX[c >> 4]);
                ascii((char) HEX[c & 0xf]);
            }
        }
        return at;
    }

    /// Writes the character at `at` and returns the index of its last UTF-16 unit.
    private int beyondAscii(String value, int at, char c) {
        room(4);
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            continuation(c);
            return at;
        }
        if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            continuation(c >> 6);
            continuation(c);
            return at;
        }
        boolean pair =
                Character.isHighSurrogate(c)
                        && at + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(at + 1));
        if (!pair) {
            throw new NotCanonical("a lone surrogate at position " + at);
        }
        int point = Character.toCodePoint(c, value.charAt(at + 1));
        bytes[length++] = (byte) (0xf0 | point >> 18);
        continuation(point >> 12);
        continuation(point >> 6);
        continuation(point);
        return at + 1;
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void room(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
