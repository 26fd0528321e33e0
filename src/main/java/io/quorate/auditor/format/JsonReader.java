package io.quorate.auditor.format;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A reader of the JSON that a log has in it: RFC 8259, and of all its spellings only those of RFC
/// 8785. White space, keys out of order or twice, escapes that need not be, and numbers with
/// superfluous digits are malformed. Only whether a fraction has the fewest digits is not examined.
///
/// It looks at every byte, and makes values only of the members of the outermost object that are
/// wanted; so checking costs no garbage.
public final class JsonReader {
    private static final int DEPTH_MAX = 64;

    /// Of which members values are made: below the outermost object of all or of none.
    private enum Keep {
        WANTED,
        ALL,
        NONE
    }

    private final byte[] in;
    private final int end;
    private final Predicate<String> wanted;
    private int at;

    private JsonReader(byte[] in, int from, int length, Predicate<String> wanted) {
        this.wanted = wanted;
        this.in = in;
        this.at = from;
        this.end = from + length;
    }

    /// Reads an object, and keeps those of its members whose keys are wanted: texts as String,
    /// integers as Long, other numbers as Double, then Boolean, List and Map. A null is not kept.
    public static Map<String, Object> object(
            byte[] bytes, int from, int length, Predicate<String> wanted) throws Malformed {
        JsonReader reader = new JsonReader(bytes, from, length, wanted);
        Map<String, Object> members = new HashMap<>();
        if (reader.peek() != '{') {
            throw new Malformed("not a JSON object");
        }
        reader.members(members, Keep.WANTED, 1);
        if (reader.at != reader.end) {
            throw reader.malformed("something after the object");
        }
        return members;
    }

    private @Nullable Object value(boolean keep, int depth) throws Malformed {
        if (depth > DEPTH_MAX) {
            throw malformed("nested more than " + DEPTH_MAX + " deep");
        }
        return switch (peek()) {
            case '{' -> object(keep, depth + 1);
            case '[' -> items(keep, depth + 1);
            case '"' -> string(keep);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number(keep);
        };
    }

    private @Nullable Object object(boolean keep, int depth) throws Malformed {
        Map<String, Object> members = new HashMap<>();
        members(members, keep ? Keep.ALL : Keep.NONE, depth);
        return keep ? members : null;
    }

    private @Nullable Object string(boolean keep) throws Malformed {
        JsonText text = text();
        return keep ? text.decoded() : null;
    }

    private void members(Map<String, Object> kept, Keep which, int depth) throws Malformed {
        take('{');
        JsonText before = null;
        while (peek() != '}') {
            if (before != null) {
                take(',');
            }
            JsonText key = text();
            if (before != null && before.compareTo(key) >= 0) {
                throw malformed("the key " + key.decoded() + " is out of order or stands twice");
            }
            before = key;
            take(':');
            boolean keep =
                    which == Keep.ALL || (which == Keep.WANTED && wanted.test(key.decoded()));
            Object value = value(keep, depth);
            if (keep && value != null) {
                kept.put(key.decoded(), value);
            }
        }
        take('}');
    }

    private @Nullable Object items(boolean keep, int depth) throws Malformed {
        take('[');
        List<Object> items = new ArrayList<>();
        boolean first = true;
        while (peek() != ']') {
            if (!first) {
                take(',');
            }
            first = false;
            Object item = value(keep, depth);
            if (keep && item != null) {
                items.add(item);
            }
        }
        take(']');
        return keep ? items : null;
    }

    private JsonText text() throws Malformed {
        take('"');
        int start = at;
        boolean plain = true;
        while (true) {
            byte b = next();
            if (b == '"') {
                return new JsonText(in, start, at - 1, plain);
            } else if (b == '\\') {
                plain = false;
                escape();
            } else if (b < 0) {
                plain = false;
                beyondAscii(b & 0xff);
            } else if (b < 0x20) {
                throw malformed("a control character in a text");
            }
        }
    }

    private void escape() throws Malformed {
        byte b = next();
        if (JsonText.SHORT_ESCAPES.indexOf(b) >= 0) {
            return;
        }
        // What has a short escape, or needs none, may not come by its number.
        if (b != 'u' || next() != '0' || next() != '0') {
            throw malformed("an escape that is not canonical");
        }
        int high = "01".indexOf(next());
        int low = "0123456789abcdef".indexOf(next());
        int c = high * 16 + low;
        if (high < 0 || low < 0 || "\b\f\n\r\t".indexOf(c) >= 0) {
            throw malformed("an escape that is not canonical");
        }
    }

    private void beyondAscii(int lead) throws Malformed {
        int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        int point = lead & (0x3f >> more);
        for (int i = 0; i < more; i++) {
            int b = next() & 0xff;
            if (b >> 6 != 2) {
                throw malformed("not UTF-8");
            }
            point = point << 6 | (b & 0x3f);
        }
        boolean tooLong = point < (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
        boolean surrogate = point >= 0xd800 && point <= 0xdfff;
        if (lead < 0xc2 || lead > 0xf4 || tooLong || surrogate || point > 0x10ffff) {
            throw malformed("not UTF-8");
        }
    }

    private @Nullable Object number(boolean keep) throws Malformed {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        boolean zero = peek() == '0';
        int digits = digits();
        if (digits == 0 || (zero && digits > 1)) {
            throw malformed("not a number");
        }
        boolean whole = true;
        if (at < end && in[at] == '.') {
            at++;
            whole = false;
            if (digits() == 0 || in[at - 1] == '0') {
                throw malformed("not a canonical fraction");
            }
        }
        if (at < end && in[at] == 'e') {
            at++;
            whole = false;
            byte sign = next();
            boolean leadingZero = peek() == '0';
            if ((sign != '+' && sign != '-') || leadingZero || digits() == 0) {
                throw malformed("not a canonical exponent");
            }
        }
        if (zero && whole && in[start] == '-') {
            throw malformed("a negative zero");
        }
        if (!keep) {
            return null;
        }
        String text = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
        try {
            return whole ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        } catch (NumberFormatException e) {
            return Double.valueOf(text);
        }
    }

    private int digits() {
        int start = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private @Nullable Object word(String word, @Nullable Object value) throws Malformed {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
        return value;
    }

    private byte peek() throws Malformed {
        if (at >= end) {
            throw malformed("it ends too early");
        }
        return in[at];
    }

    private byte next() throws Malformed {
        byte b = peek();
        at++;
        return b;
    }

    private void take(char expected) throws Malformed {
        if (next() != expected) {
            at--;
            throw malformed("a '" + expected + "' is missing");
        }
    }

    private Malformed malformed(String reason) {
        return new Malformed("not canonical JSON: " + reason);
    }
}
