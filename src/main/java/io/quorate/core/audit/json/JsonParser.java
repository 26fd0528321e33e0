package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Parsed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads canonical JSON back into values.
///
/// It need not be strict by itself: whatever it understood is written again, and unless that gives
/// the same bytes, they were not canonical.
final class JsonParser {
    private static final int DEPTH_MAX = 64;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String in;
    private int at;

    private JsonParser(String in) {
        this.in = in;
    }

    static Parsed<Json> parse(byte[] bytes) {
        try {
            JsonParser parser =
                    new JsonParser(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            Json value = parser.value(0);
            return Arrays.equals(new CanonicalJson().write(value), bytes)
                    ? new Parsed.Ok<>(value)
                    : new Parsed.Malformed<>("not canonical JSON");
        } catch (Unexpected | NotCanonical | NumberFormatException e) {
            return new Parsed.Malformed<>("not canonical JSON: " + e.getMessage());
        } catch (CharacterCodingException e) {
            return new Parsed.Malformed<>("not UTF-8");
        }
    }

    /// Never leaves this class.
    private static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;

        Unexpected(String message) {
            super(message);
        }
    }

    private Json value(int depth) throws Unexpected {
        if (depth > DEPTH_MAX) {
            throw new Unexpected("nested more than " + DEPTH_MAX + " deep");
        }
        return switch (peek()) {
            case '{' -> members(depth + 1);
            case '[' -> items(depth + 1);
            case '"' -> Json.of(text());
            case 't' -> word("true", Json.Word.TRUE);
            case 'f' -> word("false", Json.Word.FALSE);
            case 'n' -> word("null", Json.Word.NULL);
            default -> number();
        };
    }

    private Json members(int depth) throws Unexpected {
        SortedMap<String, Json> members = new TreeMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
            return new Json.Members(members);
        }
        do {
            String key = text();
            expect(':');
            members.put(key, value(depth));
        } while (more('}'));
        return new Json.Members(members);
    }

    private Json items(int depth) throws Unexpected {
        List<Json> items = new ArrayList<>();
        expect('[');
        if (peek() == ']') {
            at++;
            return new Json.Items(items);
        }
        do {
            items.add(value(depth));
        } while (more(']'));
        return new Json.Items(items);
    }

    /// Passes over a comma, or over the bracket that ends the list.
    private boolean more(char end) throws Unexpected {
        char c = take();
        if (c != ',' && c != end) {
            throw new Unexpected("neither a comma nor " + end + " at " + (at - 1));
        }
        return c == ',';
    }

    private String text() throws Unexpected {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            text.append(c == '\\' ? escaped() : c);
        }
        return text.toString();
    }

    private char escaped() throws Unexpected {
        char c = take();
        if (c == 'u' && at + 4 <= in.length()) {
            at += 4;
            return (char) Integer.parseInt(in, at - 4, at, 16);
        }
        int known = ESCAPES.indexOf(c);
        if (known < 0) {
            throw new Unexpected("an escape of " + c);
        }
        return ESCAPED.charAt(known);
    }

    private Json number() {
        int start = at;
        while (at < in.length() && "+-.0123456789eE".indexOf(in.charAt(at)) >= 0) {
            at++;
        }
        String number = in.substring(start, at);
        boolean whole = number.length() <= 17 && number.indexOf('.') < 0 && number.indexOf('e') < 0;
        long value = whole ? Long.parseLong(number) : 0;
        return whole && Math.abs(value) <= JsonBytes.INTEGER_MAX
                ? Json.of(value)
                : Json.of(Double.parseDouble(number));
    }

    private Json word(String word, Json value) throws Unexpected {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    private char peek() throws Unexpected {
        if (at == in.length()) {
            throw new Unexpected("it ends too early");
        }
        return in.charAt(at);
    }

    private char take() throws Unexpected {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char expected) throws Unexpected {
        if (take() != expected) {
            throw new Unexpected("no " + expected + " at " + (at - 1));
        }
    }
}
