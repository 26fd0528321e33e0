package io.quorate.auditor.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

class JsonReaderTest {
    @Test
    void whatIsWantedIsReadAsItIs() throws Malformed {
        String json =
                "{\"array\":[1,[],{\"x\":true}],\"false\":false,\"int\":-9007199254740991,"
                    + "\"null\":null,\"real\":1.5e-7,\"text\":\"ü\\n\\u001f\\\"\\\\/€😀\",\"zero\":0}";
        assertEquals(
                Map.of(
                        "array",
                        List.of(1L, List.of(), Map.of("x", true)),
                        "false",
                        false,
                        "int",
                        -9007199254740991L,
                        "real",
                        1.5e-7,
                        "text",
                        "ü\n\u001f\"\\/€😀",
                        "zero",
                        0L),
                read(json));
    }

    @Test
    void onlyWhatIsWantedIsKept() throws Malformed {
        byte[] json = "{\"a\":{\"seq\":1},\"seq\":2,\"z\":[3]}".getBytes(UTF_8);
        Set<String> wanted = Set.of("seq");
        assertEquals(Map.of("seq", 2L), JsonReader.object(json, 0, json.length, wanted::contains));
    }

    @Test
    void anObjectIsReadFromTheMidstOfBytes() throws Malformed {
        byte[] bytes = "xx{\"a\":1}yy".getBytes(UTF_8);
        assertEquals(Map.of("a", 1L), JsonReader.object(bytes, 2, 7, key -> true));
        assertThrows(Malformed.class, () -> JsonReader.object(bytes, 2, 8, key -> true));
        assertThrows(Malformed.class, () -> JsonReader.object(bytes, 2, 6, key -> true));
    }

    @Test
    void keysAreInTheOrderOfUtf16() throws Malformed {
        read("{\"\":1,\"1\":1,\"A\":1,\"a\":1,\"ö\":1,\"€\":1,\"😀\":1,\"\ufb33\":1}");
        assertThrows(Malformed.class, () -> read("{\"\ufb33\":1,\"😀\":1}"));
        assertThrows(Malformed.class, () -> read("{\"a\":1,\"A\":1}"));
        assertThrows(Malformed.class, () -> read("{\"a\":{\"c\":1,\"b\":1}}"));
        read("{\"\\n\":1,\"\\\"\":1,\"a\":1}");
        assertThrows(Malformed.class, () -> read("{\"a\":1,\"\\n\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "null",
                "\"a\"",
                "[]",
                "{",
                "{}}",
                "{} ",
                " {}",
                "{}{}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1,,\"b\":1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 }",
                "{\"a\" :1}",
                "{\n\"a\":1}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 ]}",
                "{\"a\":[1}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":nul",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1.0}",
                "{\"a\":1.50}",
                "{\"a\":1E5}",
                "{\"a\":1e5}",
                "{\"a\":1e+05}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":0x1}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u000A\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\\ud83d\\ude00\"}",
                "{\"a\":\"\\u00\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,\"a\":1}",
                "{\"b\":1,\"a\":1}"
            })
    void everyOtherSpellingIsMalformed(String json) {
        assertThrows(Malformed.class, () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00bf",
                "\u00c3",
                "\u00c3(",
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00e2\u0082",
                "\u00e0\u0080\u0080",
                "\u00e0\u009f\u00bf",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf",
                "\u00f0\u0080\u0080\u0080",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u00fe"
            })
    void whatIsNoUtf8IsMalformed(String bytes) {
        byte[] json = ("{\"a\":\"" + bytes + "\"}").getBytes(ISO_8859_1);
        assertThrows(Malformed.class, () -> JsonReader.object(json, 0, json.length, key -> true));
    }

    @Test
    void nestingHasABound() throws Malformed {
        read("{\"a\":" + "[".repeat(62) + "]".repeat(62) + "}");
        assertThrows(
                Malformed.class, () -> read("{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}"));
        assertThrows(Malformed.class, () -> read("{\"a\":" + "[".repeat(60_000)));
    }

    @Test
    void integersBeyondALongAreReadAsReals() throws Malformed {
        assertEquals(Map.of("a", 1e20), read("{\"a\":100000000000000000000}"));
    }

    private static Map<String, Object> read(String json) throws Malformed {
        byte[] bytes = json.getBytes(UTF_8);
        return JsonReader.object(bytes, 0, bytes.length, key -> true);
    }
}
