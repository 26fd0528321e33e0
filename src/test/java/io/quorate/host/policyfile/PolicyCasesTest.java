package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Reads the files under `policy/refused` and `policy/loaded`, each with what is expected of it
/// beside it.
///
/// A refused file's `.expect` lists all its problems. A loaded file's lists all its warnings, each
/// after `warning ` and but for those of keys that do nothing yet, and some of its effective values
/// with their origins; a line that begins with `no ` names a key that must not be among them.
class PolicyCasesTest {
    private static final Path CASES = Path.of("src/test/resources/policy");
    private static final PolicyFile READER = new PolicyFile(Set.of("SET_HERE")::contains);

    @TestFactory
    Stream<DynamicTest> refused() throws IOException {
        return files("refused").map(file -> test(file, PolicyCasesTest::isRefusedAsExpected));
    }

    @TestFactory
    Stream<DynamicTest> loaded() throws IOException {
        return files("loaded").map(file -> test(file, PolicyCasesTest::isLoadedAsExpected));
    }

    private static void isRefusedAsExpected(Path file) throws IOException {
        switch (READER.load(file)) {
            case PolicyReading.Loaded _ -> fail("was loaded");
            case PolicyReading.Refused(List<LocatedProblem> problems) ->
                    assertEquals(expected(file), texts(file, problems));
        }
    }

    private static void isLoadedAsExpected(Path file) throws IOException {
        switch (READER.load(file)) {
            case PolicyReading.Refused(List<LocatedProblem> problems) ->
                    fail(texts(file, problems));
            case PolicyReading.Loaded loaded -> compare(file, loaded);
        }
    }

    private static void compare(Path file, PolicyReading.Loaded loaded) throws IOException {
        List<String> lines = expected(file).lines().toList();
        String warnings =
                lines.stream()
                        .filter(line -> line.startsWith("warning "))
                        .map(line -> line.substring("warning ".length()))
                        .collect(Collectors.joining("\n"));
        assertEquals(warnings, texts(file, loaded.warnings()));
        Set<String> values =
                loaded.effective().stream()
                        .map(value ->
                                value.path()
                                        + " = "
                                        + value.value()
                                        + " <- "
                                        + value.origin().toString().replace(file + ":", "line "))
                        .collect(Collectors.toSet());
        Set<String> paths =
                loaded.effective().stream().map(EffectiveValue::path).collect(Collectors.toSet());
        for (String line : lines) {
            if (line.startsWith("no ")) {
                assertTrue(!paths.contains(line.substring(3)), line);
            } else if (!line.startsWith("warning ")) {
                assertTrue(
                        values.contains(line),
                        () ->
                                "expected "
                                        + line
                                        + " among\n"
                                        + values.stream()
                                                .sorted()
                                                .collect(Collectors.joining("\n")));
            }
        }
    }

    private static String expected(Path file) throws IOException {
        Path expect = Path.of(file.toString().replaceFirst("\\.yaml$", ".expect"));
        return Files.readString(expect).strip();
    }

    private static String texts(Path file, List<LocatedProblem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(file + ":", ""))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CASES.resolve(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static DynamicTest test(Path file, Check check) {
        return DynamicTest.dynamicTest(file.getFileName().toString(), () -> check.of(file));
    }

    private interface Check {
        void of(Path file) throws IOException;
    }
}
