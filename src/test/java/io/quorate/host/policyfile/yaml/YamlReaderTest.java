package io.quorate.host.policyfile.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.host.policyfile.yaml.YamlNode.Mapping;
import io.quorate.host.policyfile.yaml.YamlNode.Scalar;
import io.quorate.host.policyfile.yaml.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void keepsTextsAndPlaces() {
        Mapping root = (Mapping) tree("a: 0.670\nb:\n  - \"x\"\n  - ☃☃: .nan # no number\n");
        assertEquals("0.670", ((Scalar) root.entry("a").orElseThrow().value()).text());
        Sequence list = (Sequence) root.entry("b").orElseThrow().value();
        assertEquals(new Position(3, 5), list.items().get(0).at());
        Mapping item = (Mapping) list.items().get(1);
        Scalar value = (Scalar) item.entry("☃☃").orElseThrow().value();
        assertEquals(".nan", value.text());
        assertEquals(new Position(4, 9), value.at());
    }

    @Test
    void aByteOrderMarkIsNoText() {
        Mapping root = (Mapping) tree("\ufeffa: 1\n");
        assertEquals(new Position(1, 1), root.entry("a").orElseThrow().at());
    }

    @Test
    void anEmptyFileIsAMissingValue() {
        assertTrue(((Scalar) tree("# nothing\n")).isMissing());
    }

    @Test
    void bytesThatAreNoTextAreRefusedWhereTheyStand() {
        byte[] bytes = "a: 1\nbä: \u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("2:2 the bytes here are not UTF-8", problems(bytes));
    }

    @Test
    void charactersThatCannotBeSeenAreRefusedWhereTheyStand() {
        assertEquals("2:4 the character U+0000 stands here", problems("a: 1\nb: \0"));
        assertEquals("1:4 the character U+001B stands here", problems("a: \u001b[31m"));
        assertEquals("1:5 the character U+2028 stands here", problems("a: 1\u2028b: 2"));
        assertEquals("1:5 the character U+000D stands here", problems("a: 1\rb: 2"));
        assertEquals("2:1 the character U+FEFF stands here", problems("a: 1\n\ufeffb: 2"));
    }

    @Test
    void linesMayEndAsOnWindows() {
        Mapping root = (Mapping) tree("a: 1\r\nb: 2\r\n");
        assertEquals(new Position(2, 1), root.entry("b").orElseThrow().at());
    }

    @Test
    void aFileOfTenMegabytesIsRefusedWhereTheLimitIs() {
        byte[] line = "key: value # and so on\n".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[10_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = line[i % line.length];
        }
        assertEquals(
                "%d:%d the file goes on beyond 1 MiB here"
                        .formatted((1 << 20) / line.length + 1, (1 << 20) % line.length + 1),
                problems(bytes));
    }

    @Test
    void nestingHasALimit() {
        String deep = "[".repeat(200_000) + "]".repeat(200_000);
        String problem =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> problems("a: " + deep));
        assertEquals("1:35 a" + "[1]".repeat(31) + " is nested more than 32 deep", problem);
    }

    @Test
    void noExpensiveFileTakesLong() {
        List<String> expensive =
                List.of(
                        "a: [" + "b, ".repeat(300_000) + "]",
                        "{" + "a: ".repeat(300_000),
                        "? ".repeat(400_000),
                        "- ".repeat(400_000),
                        "'".repeat(1_000_000),
                        "\n".repeat(1_000_000) + "a: 1",
                        "#".repeat(1_000_000),
                        "a: &x 1\n".repeat(100_000),
                        "&a ".repeat(300_000),
                        "%TAG ! x\n".repeat(100_000),
                        "a: |\n" + " x\n".repeat(300_000),
                        "\"" + "\\u0041".repeat(160_000) + "\"",
                        "k".repeat(1_000_000) + ": 1");
        for (String text : expensive) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> YamlReader.read(text.getBytes(StandardCharsets.UTF_8)),
                    () -> text.substring(0, 20));
        }
    }

    @Test
    void everythingThatIsNoPlainSettingIsToldAtOnce() {
        assertEquals(
                """
                2:4 b is the alias *x
                3:4 c has the tag !!str
                4:1 a is given twice, first on line 1
                5:3 has a key that is no word
                8:1 a second document begins here\
                """,
                problems(
                        """
                        a: &x 1
                        b: *x
                        c: !!str 2
                        a: 3
                        ? [k]
                        : 4
                        d: 5
                        ---
                        e: 6
                        """));
    }

    private static YamlNode tree(String text) {
        return switch (YamlReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case YamlResult.Tree(YamlNode root) -> root;
            case YamlResult.Broken(List<YamlProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }

    private static String problems(String text) {
        return problems(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String problems(byte[] bytes) {
        return switch (YamlReader.read(bytes)) {
            case YamlResult.Tree(YamlNode root) -> throw new AssertionError("loaded " + root);
            case YamlResult.Broken(List<YamlProblem> problems) ->
                    problems.stream()
                            .map(problem ->
                                    problem.at().line()
                                            + ":"
                                            + problem.at().column()
                                            + " "
                                            + (problem.path().isEmpty() ? "" : problem.path() + " ")
                                            + problem.reason())
                            .collect(Collectors.joining("\n"));
        };
    }
}
