package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vectors of RFC 8785 and of its test data (cyberphone/json-canonicalization).
class CanonicalJsonTest {
    private final CanonicalJson canonical = new CanonicalJson();

    /// RFC 8785, appendix B.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "4340000000000001, 9007199254740994",
        "4340000000000002, 9007199254740996"
    })
    void numbersAreWrittenAsInAppendixB(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertEquals(expected, text(Json.of(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7fffffffffffffff", "7ff0000000000000", "fff0000000000000"})
    void notANumberAndInfinityAreRefused(String bits) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThrows(NotCanonical.class, () -> Json.of(value));
    }

    @Test
    void theSampleOfSection324IsMetToTheByte() {
        Json sample =
                Json.of(
                        Map.of(
                                "numbers",
                                Json.of(
                                        List.of(
                                                Json.of(Double.parseDouble("333333333.33333329")),
                                                Json.of(1E30),
                                                Json.of(4.50),
                                                Json.of(2e-3),
                                                Json.of(0.000000000000000000000000001))),
                                "string",
                                Json.of("€$\u000f\nA'B\"\\\\\"/"),
                                "literals",
                                Json.of(List.of(Json.Word.NULL, Json.of(true), Json.of(false)))));
        assertEquals(
                "{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                text(sample));
    }

    @Test
    void keysAreSortedByUtf16CodeUnits() {
        Json sample =
                Json.of(
                        Map.of(
                                "€", Json.of("Euro Sign"),
                                "\r", Json.of("Carriage Return"),
                                "\ufb33", Json.of("Hebrew Letter Dalet With Dagesh"),
                                "1", Json.of("One"),
                                "\ud83d\ude00", Json.of("Emoji: Grinning Face"),
                                "\u0080", Json.of("Control"),
                                "ö", Json.of("Latin Small Letter O With Diaeresis")));
        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                text(sample));
    }

    @Test
    void structuresNest() {
        Json sample =
                Json.of(
                        Map.of(
                                "1",
                                Json.of(
                                        Map.of(
                                                "f",
                                                Json.of(
                                                        Map.of(
                                                                "f",
                                                                Json.of("hi"),
                                                                "F",
                                                                Json.of(5))),
                                                "\n",
                                                Json.of(56.0))),
                                "10",
                                Json.of(Map.of()),
                                "",
                                Json.of("empty"),
                                "a",
                                Json.of(Map.of()),
                                "111",
                                Json.of(List.of(Json.of(Map.of()))),
                                "A",
                                Json.of(Map.of())));
        assertEquals(
                "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},"
                        + "\"10\":{},\"111\":[{}],\"A\":{},\"a\":{}}",
                text(sample));
    }

    @Test
    void textIsNeitherNormalisedNorSortedByLocale() {
        assertEquals("\"A\u030a\"", text(Json.of("A\u030a")));
        assertEquals(
                "{\"peach\":1,\"péché\":2,\"pêche\":3,\"sin\":4}",
                text(
                        Json.of(
                                Map.of(
                                        "sin", Json.of(4),
                                        "pêche", Json.of(3),
                                        "péché", Json.of(2),
                                        "peach", Json.of(1)))));
    }

    @Test
    void onlyWhatMustBeEscapedIs() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < 0x20; c++) {
            controls.append(c);
        }
        assertEquals(
                "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
                        + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017"
                        + "\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\"",
                text(Json.of(controls.toString())));
        assertEquals("\"\u007f/</script>\u2028\"", text(Json.of("\u007f/</script>\u2028")));
    }

    @Test
    void textIsUtf8OfOneToFourBytes() {
        assertArrayEquals(
                HexFormat.of().parseHex("2241c3bfe282acf09f9880f48fbfbf22"),
                canonical.write(Json.of("A\u00ff€\ud83d\ude00\udbff\udfff")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void loneSurrogatesAreRefused(int which) {
        String lone = List.of("a\ud83d", "\ude00", "\ud83d\ud83d\ude00", "\ude00\ud83d").get(which);
        assertThrows(NotCanonical.class, () -> canonical.write(Json.of(lone)));
        Json asKey = Json.of(Map.of(lone, Json.of(1)));
        assertThrows(NotCanonical.class, () -> canonical.write(asKey));
    }

    @Test
    void integersBeyondADoubleAreRefused() {
        assertEquals("9007199254740991", text(Json.of((1L << 53) - 1)));
        assertEquals("-9007199254740991", text(Json.of(1 - (1L << 53))));
        assertThrows(NotCanonical.class, () -> Json.of(1L << 53));
        assertThrows(NotCanonical.class, () -> Json.of(Long.MIN_VALUE));
    }

    @Test
    void aRefusalNamesThePath() {
        Json deep = Json.of(Map.of("a", Json.of(List.of(Json.of(1), Json.of(Map.of("b", bad()))))));
        NotCanonical refusal = assertThrows(NotCanonical.class, () -> canonical.write(deep));
        assertEquals("a[1].b", refusal.path());
        assertEquals("a[1].b: a lone surrogate at position 0", refusal.getMessage());
    }

    @Test
    void aRefusalLeavesTheWriterUsable() {
        assertThrows(NotCanonical.class, () -> canonical.write(bad()));
        assertEquals("[]", text(Json.of(List.of())));
    }

    private static Json bad() {
        return Json.of("\ud800");
    }

    private String text(Json value) {
        return new String(canonical.write(value), UTF_8);
    }
}
