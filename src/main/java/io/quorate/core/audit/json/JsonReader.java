package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Reads a JSON text into values.
///
/// It is for texts of our own making, so it takes the shortest way: any JSON is read, also one that
/// is not canonical, and whatever is no JSON is refused with the position where it stops being one.
public final class JsonReader {
    /// Deeper than any record of ours, and far from the end of a thread's stack.
    private static final int DEPTH_MAX = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /// The value that `bytes` hold.
    ///
    /// @throws IllegalArgumentException with the position, if they are no JSON
    public static Json read(byte[] bytes) {
        JsonReader reader = new JsonReader(new String(bytes, UTF_8));
        Json value = reader.value();
        reader.skipSpace();
        if (reader.at < reader.text.length()) {
            throw reader.unexpected("something after the end");
        }
        return value;
    }

    private Json value() {
        skipSpace();
        if (at == text.length()) {
            throw unexpected("the end");
        }
        return switch (text.charAt(at)) {
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
        SortedMap<String, Json> members = new TreeMap<>();
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
        if (!text.startsWith(word.text, at)) {
            throw unexpected("an unknown word");
        }
        at += word.text.length();
        return word;
    }

    private Json number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        try {
            boolean whole = number.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
            // More digits than an integer of ours has are the plain form of a large double.
            return whole && number.length() <= Long.toString(JsonBytes.INTEGER_MAX).length()
                    ? new Json.Whole(Long.parseLong(number))
                    : new Json.Real(Double.parseDouble(number));
        } catch (IllegalArgumentException _) {
            at = from;
            throw unexpected("no value");
        }
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw unexpected("no string");
        }
        int from = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(from, at++);
        }
        StringBuilder unescaped = new StringBuilder(text.substring(from, at));
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            unescaped.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return unescaped.toString();
    }

    private char escaped() {
        if (at == text.length()) {
            throw unexpected("the end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
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
        int end = at + 4;
        if (end > text.length()) {
            throw unexpected("the end");
        }
        try {
            char unit = (char) Integer.parseInt(text, at, end, 16);
            at = end;
            return unit;
        } catch (NumberFormatException _) {
            throw unexpected("no hexadecimal digits");
        }
    }

    private boolean skip(char c) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == c;
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
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String what) {
        return new IllegalArgumentException("no JSON: " + what + " at character " + at);
    }
}
