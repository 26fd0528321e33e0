package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads a JSON text into values.
///
/// It is for texts of our own making, so it takes the shortest way: any JSON is read, also one that
/// is not canonical, and whatever is no JSON is refused with the position where it stops being one.
public final class JsonReader {
    /// Deeper than any record of ours, and far from the end of a thread's stack.
    private static final int DEPTH_MAX = 64;

    private static final int DIGITS_MAX = Long.toString(JsonBytes.INTEGER_MAX).length();
    private static final int UNIT_DIGITS = 4;

    private final byte[] text;
    private int at;
    private int depth;

    private JsonReader(byte[] text) {
        this.text = text;
    }

    /// The value that `bytes` hold.
    ///
    /// @throws IllegalArgumentException with the position, if they are no JSON
    public static Json read(byte[] bytes) {
        JsonReader reader = new JsonReader(bytes);
        Json value = reader.value();
        reader.skipSpace();
        if (reader.at < reader.text.length) {
            throw reader.unexpected("something after the end");
        }
        return value;
    }

    private Json value() {
        skipSpace();
        if (at == text.length) {
            throw unexpected("the end");
        }
        return switch (text[at]) {
            case '{' -> nested(this::members);
            case '[' -> nested(this::items);
            case '"' -> new Json.Text(string());
            case 't' -> word(Json.Word.TRUE);
            case 'f' -> word(Json.Word.FALSE);
            case 'n' -> word(Json.Word.NULL);
            default -> number();
        };
    }

    private Json nested(Supplier<Json> read) {
        if (++depth > DEPTH_MAX) {
            throw unexpected("more than " + DEPTH_MAX + " levels");
        }
        Json value = read.get();
        depth--;
        return value;
    }

    private Json members() {
        FreshMembers members = new FreshMembers();
        at++;
        if (!skip('}')) {
            do {
                skipSpace();
                String key = string();
                expect(':');
                if (members.put(key, value()) != null) {
                    throw unexpected("a second member " + key);
                }
            } while (skip(','));
            expect('}');
        }
        return new Json.Members(members);
    }

    private Json items() {
        List<Json> items = new ArrayList<>();
        at++;
        if (!skip(']')) {
            do {
                items.add(value());
            } while (skip(','));
            expect(']');
        }
        return new Json.Items(items);
    }

    private Json word(Json.Word word) {
        int length = word.text.length();
        if (length > text.length - at
                || !word.text.equals(new String(text, at, length, ISO_8859_1))) {
            throw unexpected("an unknown word");
        }
        at += length;
        return word;
    }

    private Json number() {
        int from = at;
        boolean whole = true;
        while (at < text.length && isOfANumber(text[at])) {
            whole &= text[at] == '-' || (text[at] >= '0' && text[at] <= '9');
            at++;
        }
        String number = new String(text, from, at - from, ISO_8859_1);
        try {
            // More digits than an integer of ours has are the plain form of a large double.
            return whole && number.length() <= DIGITS_MAX
                    ? new Json.Whole(Long.parseLong(number))
                    : new Json.Real(Double.parseDouble(number));
        } catch (IllegalArgumentException _) {
            at = from;
            throw unexpected("no value");
        }
    }

    private static boolean isOfANumber(byte b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '.' || b == 'e' || b == 'E' || b == '+';
    }

    private String string() {
        if (at == text.length || text[at] != '"') {
            throw unexpected("no string");
        }
        int from = ++at;
        while (at < text.length && text[at] != '"' && text[at] != '\\' && text[at] > 0) {
            at++;
        }
        if (at < text.length && text[at] == '"') {
            return new String(text, from, at++ - from, ISO_8859_1);
        }
        at = from;
        return unescaped();
    }

    /// The rest of a string in which there is more than ASCII as it stands.
    private String unescaped() {
        StringBuilder unescaped = new StringBuilder();
        int from = at;
        while (at < text.length && text[at] != '"') {
            if (text[at] == '\\') {
                unescaped.append(new String(text, from, at++ - from, UTF_8)).append(escaped());
                from = at;
            } else {
                at++;
            }
        }
        unescaped.append(new String(text, from, at - from, UTF_8));
        expect('"');
        return unescaped.toString();
    }

    private char escaped() {
        if (at == text.length) {
            throw unexpected("the end");
        }
        byte c = text[at++];
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw unexpected("an unknown escape");
        };
    }

    private char unit() {
        if (text.length - at < UNIT_DIGITS) {
            throw unexpected("the end");
        }
        try {
            char unit = (char) Integer.parseInt(new String(text, at, UNIT_DIGITS, ISO_8859_1), 16);
            at += UNIT_DIGITS;
            return unit;
        } catch (NumberFormatException _) {
            throw unexpected("no hexadecimal digits");
        }
    }

    private boolean skip(char c) {
        skipSpace();
        boolean there = at < text.length && text[at] == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw unexpected("no " + c);
        }
    }

    private void skipSpace() {
        while (at < text.length && isSpace(text[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private IllegalArgumentException unexpected(String what) {
        return new IllegalArgumentException("no JSON: " + what + " at byte " + at);
    }
}
