package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessTest {
    private static final PostgresProcess THIS = new PostgresProcess(ProcessHandle.current().pid());

    @Test
    void thisProcessIsAliveAndIsNoServerOfAFolder() {
        assertTrue(THIS.isAlive());
        assertTrue(THIS.program().orElseThrow().endsWith("java"));
        assertFalse(THIS.isOf(new DataFolder(Path.of("/srv/quorate"))));
    }

    @Test
    void aProcessBelongsToTheFolderThatHoldsItsProgram(@TempDir Path temporary) throws Exception {
        DataFolder folder = new DataFolder(temporary.toRealPath());
        Path program = folder.programs().resolve("1/bin/postgres");
        Files.createDirectories(program.getParent());
        Files.copy(Path.of("/bin/sleep"), program, StandardCopyOption.COPY_ATTRIBUTES);
        Process started = new ProcessBuilder(program.toString(), "600").start();
        try {
            PostgresProcess process = new PostgresProcess(started.pid());
            awaitProgram(process, program);
            assertTrue(process.isOf(folder));
            assertFalse(process.isOf(new DataFolder(temporary.resolve("other"))));
            process.stopFast();
            assertTrue(process.awaitEnd(Duration.ofSeconds(10)));
        } finally {
            started.destroyForcibly();
        }
    }

    /// A process is there a moment before the program that it executes.
    private static void awaitProgram(PostgresProcess process, Path program) throws Exception {
        long begun = System.nanoTime();
        while (!process.program().equals(Optional.of(program))
                && System.nanoTime() - begun < Duration.ofSeconds(10).toNanos()) {
            Thread.sleep(10);
        }
    }

    @Test
    void aProcessThatHasEndedIsNotAlive() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        PostgresProcess process = new PostgresProcess(ended.pid());
        assertFalse(process.isAlive());
        assertTrue(process.awaitEnd(Duration.ZERO));
        assertFalse(THIS.awaitEnd(Duration.ZERO));
    }
}
