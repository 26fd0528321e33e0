package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void anyJsonIsReadAlsoWhereItIsNotCanonical() {
        Json read = read(" { \"b\" : [ 1, -2.5, 1e3, true, null ], \"a\": {} } ");
        Json expected =
                Json.of(
                        Map.of(
                                "a",
                                Json.of(Map.of()),
                                "b",
                                Json.of(
                                        List.of(
                                                Json.of(1),
                                                Json.of(-2.5),
                                                Json.of(1e3),
                                                Json.Word.TRUE,
                                                Json.Word.NULL))));
        assertEquals(expected, read);
    }

    @Test
    void textsBeyondAsciiAndEscapesAreUnderstood() {
        assertEquals(Json.of("Brücke über \uD83D\uDE00"), read("\"Brücke über \uD83D\uDE00\""));
        assertEquals(
                Json.of("a\"\\/\b\f\n\r\t ü é"), read("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t ü \\u00e9\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":1,\"a\":2}",
                "\"a",
                "\"\\",
                "\"\\u12",
                "\"\\u12zz\"",
                "\"\\x\"",
                "tru",
                "nulL",
                "-",
                "1-2",
                "NaN",
                "1 2"
            })
    void whatIsNoJsonIsRefusedWithThePlace(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> read(text));
        assertTrue(refused.getMessage().matches("no JSON: .* at byte \\d+"), refused::getMessage);
    }

    @Test
    void nestingIsBounded() {
        assertThrows(IllegalArgumentException.class, () -> read("[".repeat(100_000)));
    }

    private static Json read(String text) {
        return JsonReader.read(text.getBytes(UTF_8));
    }
}
