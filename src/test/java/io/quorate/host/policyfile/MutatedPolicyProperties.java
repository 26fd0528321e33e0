package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.ValueOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, it is refused with lines or loaded with the meaning it shows.
///
/// `-Dseed=` replays one run, `-Dmutations=` makes a longer one.
class MutatedPolicyProperties {
    private static final Path CASES = Path.of("src/test/resources/policy/loaded");
    private static final PolicyFile READER = new PolicyFile(_ -> true);
    private static final Pattern PLAIN_SETTING =
            Pattern.compile("([A-Za-z_]+): *([A-Za-z0-9._-]+) *(#.*)?");

    private static final List<String> INSERTS =
            List.of(
                    "\t",
                    " ",
                    "  ",
                    "\n",
                    ":",
                    ": ",
                    "- ",
                    "[",
                    "]",
                    "{",
                    "}",
                    "\"",
                    "'",
                    "#",
                    " #",
                    "&a ",
                    "*a",
                    "<<: *a",
                    "!!int ",
                    "!x ",
                    "|",
                    ">",
                    "?",
                    "%",
                    "@",
                    "`",
                    "---\n",
                    "...\n",
                    "\0",
                    "\u2028",
                    "\ufeff",
                    "\r",
                    "~",
                    "null",
                    ".nan",
                    ".inf",
                    "NaN",
                    "1e9",
                    "0x1F",
                    "-1",
                    "99999999999999999999",
                    "0.1.2",
                    "yes",
                    "5%",
                    "😀",
                    "unknown_key: 1\n",
                    "min_agents: 4\n",
                    "a: &a [x,x]\nb: &b [*a,*a,*a]\n");

    private final Random random;
    private final long seed = Long.getLong("seed", System.nanoTime());

    MutatedPolicyProperties() {
        System.out.println("seed " + seed);
        random = new Random(seed);
    }

    @Test
    void aMutatedFileIsRefusedWithLinesOrMeansWhatItShows() throws IOException {
        List<String> originals = originals();
        int mutations = Integer.getInteger("mutations", 200);
        int refused = 0;
        for (int i = 0; i < mutations; i++) {
            String mutated = mutate(originals.get(random.nextInt(originals.size())));
            byte[] bytes = mutated.getBytes(StandardCharsets.UTF_8);
            PolicyReading reading =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(10), () -> READER.read("p", bytes), () -> mutated);
            switch (reading) {
                case PolicyReading.Refused(List<LocatedProblem> problems) -> {
                    refused++;
                    problems.forEach(problem -> hasAPlace(problem, mutated));
                }
                case PolicyReading.Loaded loaded -> meansWhatItShows(loaded, mutated);
            }
        }
        assertTrue(refused > mutations / 5, "the mutations are too tame: " + refused);
        assertTrue(refused < mutations, "no mutation loaded");
    }

    /// What is wrong wherever it is added to a file that was right, each kind by itself.
    private enum Mistake {
        WRONG_TYPE("consensus: 7"),
        UNKNOWN_KEY("consensuss: {}"),
        DUPLICATE_KEY("consensus: {agent_pools: {facts: {}}}"),
        TAB("\tconsensus: {}"),
        NAN("security: {strict: NaN}"),
        TRUNCATED("security: {strict: \"tr"),
        ANCHOR_BOMB("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]"),
        TEN_MEGABYTES("# and so on\n".repeat(900_000));

        private final String text;

        Mistake(String text) {
            this.text = text;
        }
    }

    @Test
    void everyKindOfMistakeIsRefusedWithItsLineInEveryFile() throws IOException {
        for (String original : originals()) {
            for (Mistake mistake : Mistake.values()) {
                String mutated = original + "\n" + mistake.text;
                byte[] bytes = mutated.getBytes(StandardCharsets.UTF_8);
                PolicyReading reading =
                        assertTimeoutPreemptively(
                                Duration.ofSeconds(10), () -> READER.read("p", bytes));
                if (reading instanceof PolicyReading.Refused(List<LocatedProblem> problems)) {
                    problems.forEach(problem -> hasAPlace(problem, mutated));
                } else {
                    throw new AssertionError(mistake + " is not noticed in\n" + original);
                }
            }
        }
    }

    @Test
    void randomBytesAreRefusedWithLines() {
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = (byte) " \n\t:-[]{}#&*!|>'\"%@`,?ab01".charAt(bytes[j] & 15);
                }
            }
            PolicyReading reading =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(10), () -> READER.read("p", bytes));
            String text = new String(bytes, StandardCharsets.UTF_8);
            switch (reading) {
                case PolicyReading.Refused(List<LocatedProblem> problems) ->
                        problems.forEach(problem -> hasAPlace(problem, text));
                case PolicyReading.Loaded _ -> throw new AssertionError(Arrays.toString(bytes));
            }
        }
    }

    private static void hasAPlace(LocatedProblem problem, String text) {
        long lines = text.lines().count() + 1;
        assertAll(
                () -> assertTrue(problem.line() >= 1 && problem.line() <= lines),
                () -> assertTrue(problem.column() >= 1),
                () -> assertFalse(problem.problem().reason().isBlank()),
                () -> assertFalse(problem.problem().remedy().isBlank()));
    }

    /// Every value that claims to stand on a line stands there, spelt as it is shown.
    private static void meansWhatItShows(PolicyReading.Loaded loaded, String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        for (EffectiveValue value : loaded.effective()) {
            if (value.origin() instanceof ValueOrigin.InFile(var _, int line, int column)) {
                String at = lines.get(line - 1);
                String from = at.substring(at.offsetByCodePoints(0, column - 1));
                Matcher setting = PLAIN_SETTING.matcher(from.strip());
                boolean goesOnBelow = value.value().contains(" ");
                if (setting.matches() && !goesOnBelow) {
                    assertEquals(
                            spelling(value.value()),
                            spelling(setting.group(2)),
                            () -> value + "\n" + text);
                }
            }
        }
    }

    private static String spelling(String value) {
        String bare = value.replace("\"", "").replace('_', '-');
        return switch (bare) {
            case "1000ms" -> "1s";
            case "2000ms" -> "2s";
            default -> bare.matches("-?[0-9]+\\.[0-9]+") ? bare.replaceAll("\\.?0+$", "") : bare;
        };
    }

    private String mutate(String original) {
        String text = original;
        for (int i = random.nextInt(3); i >= 0; i--) {
            text = mutateOnce(text);
        }
        return text;
    }

    private String mutateOnce(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        int at = random.nextInt(text.length() + 1);
        String insert = INSERTS.get(random.nextInt(INSERTS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + insert + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 3));
            case 3 -> {
                lines.remove(line);
                yield String.join("\n", lines);
            }
            case 4 -> {
                lines.add(line, lines.get(random.nextInt(lines.size())));
                yield String.join("\n", lines);
            }
            case 5 -> {
                lines.set(line, lines.get(line).replaceFirst(": .*", ": " + insert));
                yield String.join("\n", lines);
            }
            case 6 -> {
                lines.set(line, " ".repeat(random.nextInt(3)) + lines.get(line).stripLeading());
                yield String.join("\n", lines);
            }
            default -> {
                char[] word = lines.get(line).toCharArray();
                if (word.length > 1) {
                    int i = random.nextInt(word.length - 1);
                    char c = word[i];
                    word[i] = word[i + 1];
                    word[i + 1] = c;
                }
                lines.set(line, new String(word));
                yield String.join("\n", lines);
            }
        };
    }

    private static List<String> originals() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
