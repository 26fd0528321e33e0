package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A sidecar that is killed under load, at random moments; more of them with `-Dcrashes=`.
class CrashIT {
    private static final String ORIGIN = "crashing";
    private static final int CRASHES = Integer.getInteger("crashes", 3);
    private static final int ASKED_FOR = 200;

    @TempDir Path folder;

    /// Those of a best-effort pool may be lost with the sidecar.
    @ParameterizedTest
    @EnumSource(names = {"COMMITTED", "SPOOLED"})
    void whatWasAcknowledgedIsThereAndEveryNumberIsAccountedFor(Durability durability)
            throws Exception {
        Database database = TestPostgres.database();
        Path older = folder.resolve("older");
        RandomGenerator random = new SplittableRandom();
        for (int crash = 0; crash < CRASHES; crash++) {
            List<String> acknowledged = runAndKill(database, durability, random.nextInt(1_500));
            assertTrue(!acknowledged.isEmpty());
            try (SidecarLog log = SidecarLog.start(database, ORIGIN, folder)) {
                awaitDrained(log);
                log.awaitSigned();
                int step = Math.max(1, acknowledged.size() / ASKED_FOR);
                for (int i = 0; i < acknowledged.size(); i += step) {
                    assertFound(log, acknowledged.get(i));
                }
                assertFound(log, acknowledged.getLast());
                log.check().accepts();
                if (Files.exists(older)) {
                    log.check("--older", older.toString()).accepts();
                }
            }
            Files.deleteIfExists(older);
            Files.copy(folder.resolve(ORIGIN + ".checkpoint"), older);
        }
        assertEquals(CRASHES, crashes(database));
    }

    private static void awaitDrained(SidecarLog log) throws InterruptedException {
        for (int i = 0; i < 6_000 && !log.ledger.spool().isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertTrue(log.ledger.spool().isEmpty());
    }

    private static void assertFound(SidecarLog log, String id) {
        Lookup lookup = log.ledger.find(new DecisionId(id)).toCompletableFuture().join();
        assertInstanceOf(Lookup.Found.class, lookup, id);
    }

    /// What the sidecar acknowledged before it was killed, as far as it could still say so.
    private List<String> runAndKill(Database database, Durability durability, int afterMillis)
            throws Exception {
        Process sidecar =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingSidecar.class.getName(),
                                database.url(),
                                ORIGIN,
                                folder.toString(),
                                durability.name())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader said = sidecar.inputReader(StandardCharsets.UTF_8)) {
            String first = said.readLine();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            Thread.sleep(afterMillis);
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        sidecar.destroyForcibly();
                    });
            for (String line = first; line != null; line = said.readLine()) {
                if (line.length() == 36) {
                    acknowledged.add(line);
                }
            }
        } catch (IOException _) {
            // The pipe broke with the process.
        } finally {
            sidecar.destroyForcibly();
            assertTrue(sidecar.waitFor(10, TimeUnit.SECONDS));
        }
        return acknowledged;
    }

    private static long crashes(Database database) throws Exception {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT count(*) FROM record WHERE kind = 'start'"
                                        + " AND convert_from(leaf, 'UTF8') LIKE '%\"CRASHED\"%'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
