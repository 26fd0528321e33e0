package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.bytes.Parsed;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
    private static final long SEED = Long.getLong("seed", 8785);

    @Test
    void whatWasWrittenIsReadBack() {
        Json value =
                Json.of(
                        Map.of(
                                "list",
                                Json.of(List.of(Json.of(1), Json.of(true), Json.Word.NULL)),
                                "text",
                                Json.of("ü\n\u001f\"\\/€\ud83d\ude00"),
                                "real",
                                Json.of(-1.5e-7),
                                "",
                                Json.of(Map.of())));
        assertEquals(value, Json.parse(new CanonicalJson().write(value)).orThrow());
    }

    @Test
    void integersBeyondWholeOnesAreReadAsReals() {
        assertEquals(
                Json.of(9007199254740991L),
                Json.parse("9007199254740991".getBytes(UTF_8)).orThrow());
        assertEquals(Json.of(0x1p53), Json.parse("9007199254740992".getBytes(UTF_8)).orThrow());
        assertEquals(Json.of(1e20), Json.parse("100000000000000000000".getBytes(UTF_8)).orThrow());
    }

    @Test
    void randomValuesAreReadBack() {
        System.out.println("JsonParserTest -Dseed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        CanonicalJson canonical = new CanonicalJson();
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = canonical.write(value(random, 4));
            assertArrayEquals(bytes, canonical.write(Json.parse(bytes).orThrow()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "]",
                "{}x",
                " {}",
                "{} ",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[,]",
                "[1 ]",
                "{\"a\" :1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "01",
                "-0",
                "1.0",
                "1e5",
                "1E+30",
                "+1",
                ".5",
                "1.",
                "--1",
                "1-1",
                "NaN",
                "tru",
                "truex",
                "nul",
                "\"",
                "\"\\",
                "\"\\u00\"",
                "\"\\x\"",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u001F\"",
                "\"\n\"",
                "\"\\ud800\"",
                "'a'",
                "9007199254740993",
                "-9223372036854775808",
                "1e400"
            })
    void whatIsNotCanonicalIsMalformed(String text) {
        assertInstanceOf(Parsed.Malformed.class, Json.parse(text.getBytes(UTF_8)));
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        assertInstanceOf(Parsed.Malformed.class, Json.parse(new byte[] {'"', (byte) 0xff, '"'}));
    }

    @Test
    void nestingHasABound() {
        String deep = "[".repeat(100_000);
        assertInstanceOf(Parsed.Malformed.class, Json.parse(deep.getBytes(UTF_8)));
    }

    private static Json value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> Json.Word.NULL;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(random.nextLong(-(1L << 53) + 1, 1L << 53));
            case 3 -> Json.of(random.nextDouble() * Math.scalb(1.0, random.nextInt(-600, 600)));
            case 4, 5 -> Json.of(text(random));
            case 6 -> {
                Map<String, Json> members = new TreeMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(random), value(random, depth - 1));
                }
                yield Json.of(members);
            }
            default ->
                    Json.of(
                            random.ints(random.nextInt(4))
                                    .mapToObj(i -> value(random, depth - 1))
                                    .toList());
        };
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point = random.nextInt(1 << (1 + random.nextInt(20)));
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
        }
        return text.toString();
    }
}
