package io.quorate.core.audit.json;

import io.quorate.core.audit.bytes.Parsed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A JSON value that has a canonical form; put together freely, checked when it is made.
public sealed interface Json {
    /// A string of whole Unicode characters.
    record Text(String value) implements Json {}

    /// An integer of at most 2^53 - 1 in either direction; what is larger goes in as text.
    record Whole(long value) implements Json {
        public Whole {
            if (value < -JsonBytes.INTEGER_MAX || value > JsonBytes.INTEGER_MAX) {
                throw new NotCanonical("the integer " + value + " is beyond 2^53 - 1");
            }
        }
    }

    /// A finite double.
    record Real(double value) implements Json {
        public Real {
            if (!Double.isFinite(value)) {
                throw new NotCanonical("JSON has no number for " + value);
            }
        }
    }

    /// The three words of JSON.
    enum Word implements Json {
        TRUE("true"),
        FALSE("false"),
        NULL("null");

        final String text;

        Word(String text) {
            this.text = text;
        }

        public static Word of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /// An array.
    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// An object. String's own order is that of UTF-16 code units, which RFC 8785 asks for.
    record Members(SortedMap<String, Json> values) implements Json {
        public Members {
            values =
                    Collections.unmodifiableSortedMap(
                            values instanceof FreshMembers
                                    ? values
                                    : new TreeMap<String, Json>(values));
        }
    }

    static Json of(String value) {
        return new Text(value);
    }

    static Json of(long value) {
        return new Whole(value);
    }

    static Json of(double value) {
        return new Real(value);
    }

    static Json of(boolean value) {
        return Word.of(value);
    }

    static Json of(List<Json> values) {
        return new Items(values);
    }

    static Json of(Map<String, Json> values) {
        return new Members(new TreeMap<>(values));
    }

    /// Reads canonical JSON, such as a leaf; the value writes itself back to the same bytes.
    static Parsed<Json> parse(byte[] bytes) {
        return JsonParser.parse(bytes);
    }
}
