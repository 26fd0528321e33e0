package io.quorate.auditor.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text that was passed over, of which a string is made only when asked for.
///
/// `plain` is ASCII without escapes, whose bytes are its characters.
final class JsonText implements Comparable<JsonText> {
    static final String SHORT_ESCAPES = "\"\\bfnrt";
    private static final String ESCAPED = "\"\\\b\f\n\r\t";

    private final byte[] in;
    private final int from;
    private final int to;
    private final boolean plain;

    JsonText(byte[] in, int from, int to, boolean plain) {
        this.in = in;
        this.from = from;
        this.to = to;
        this.plain = plain;
    }

    /// The order of UTF-16 code units, which is also that of ASCII bytes, and of strings.
    @Override
    public int compareTo(JsonText other) {
        return plain && other.plain
                ? Arrays.compare(in, from, to, other.in, other.from, other.to)
                : decoded().compareTo(other.decoded());
    }

    String decoded() {
        String raw = new String(in, from, to - from, StandardCharsets.UTF_8);
        if (plain || raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (raw.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(ESCAPED.charAt(SHORT_ESCAPES.indexOf(raw.charAt(i))));
            }
        }
        return text.toString();
    }
}
