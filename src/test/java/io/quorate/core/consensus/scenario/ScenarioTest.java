package io.quorate.core.consensus.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The rules of a decision as transcripts that anybody can read and check; the README beside them
/// says how they are written.
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios/consensus");

    @TestFactory
    List<DynamicTest> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<DynamicTest> tests =
                    files.filter(file -> file.toString().endsWith(".txt"))
                            .sorted()
                            .map(ScenarioTest::scenario)
                            .toList();
            assertTrue(!tests.isEmpty(), "no scenarios in " + FOLDER);
            return tests;
        }
    }

    private static DynamicTest scenario(Path file) {
        return DynamicTest.dynamicTest(
                file.getFileName().toString(),
                file.toUri(),
                () -> Transcription.read(file).play(new Stage()));
    }
}
