package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresProcessTest {
    private static final PostgresProcess THIS = new PostgresProcess(ProcessHandle.current().pid());

    @Test
    void thisProcessIsAliveAndIsNoServerOfAFolder() {
        assertTrue(THIS.isAlive());
        assertTrue(THIS.program().orElseThrow().endsWith("java"));
        assertFalse(THIS.isOf(new DataFolder(Path.of("/srv/quorate"))));
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
