package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.engine.SignedLogs.Reading;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.checkpoint.Witness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A log whose checkpoints somebody else signs too.
class WitnessIT {
    private static final String ORIGIN = "witnessed";

    @TempDir Path folder;

    @Test
    void eachCheckpointIsSignedByTheWitnessAsTheContinuationOfTheOneBefore() throws Exception {
        Database database = TestPostgres.database();
        try (SmallWitness witness = new SmallWitness();
                SidecarLog log = start(database, witness)) {
            for (int count : new int[] {1, 300, 7}) {
                log.decide(count);
                awaitWitnessed(log, witness);
                SignedNote note = checkpoint(log);
                assertEquals(Optional.empty(), note.flaw(witness.key()));
                assertEquals(Optional.empty(), note.flaw(log.keys.current()));
            }
            assertEquals(0, witness.conflicts());
            log.check().accepts();
        }
    }

    @Test
    void aWitnessThatKnowsMoreThanWeThoughtIsToldTheWayFromThere() throws Exception {
        Database database = TestPostgres.database();
        try (SmallWitness witness = new SmallWitness()) {
            try (SidecarLog log = start(database, witness)) {
                log.decide(10);
                awaitWitnessed(log, witness);
            }
            try (Connection connection = database.superuser().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "SET session_replication_role = replica; DELETE FROM cosignature");
            }
            try (SidecarLog log = start(database, witness)) {
                log.decide(10);
                awaitWitnessed(log, witness);
                assertTrue(witness.conflicts() > 0);
            }
        }
    }

    @Test
    void aWitnessThatIsAwayKeepsNothingFromBeingSigned() throws Exception {
        SmallWitness witness = new SmallWitness();
        witness.close();
        try (SidecarLog log = start(TestPostgres.database(), witness)) {
            log.decide(10);
            log.awaitSigned();
            log.check().accepts();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "witness",
                "http://localhost/",
                "a b c",
                "witness+00000000+AAAA http://localhost/",
                "witness ftp://localhost/"
            })
    void aSettingThatNamesNoWitnessIsRefused(String setting) {
        assertInstanceOf(Parsed.Malformed.class, Witness.read(setting));
    }

    private SidecarLog start(Database database, SmallWitness witness) throws Exception {
        return SidecarLog.start(database, ORIGIN, folder, witness.setting());
    }

    private static SignedNote checkpoint(SidecarLog log) {
        var reading =
                log.logs
                        .read(log.ledger.origin(), new LogPath.CheckpointPath())
                        .toCompletableFuture()
                        .join();
        byte[] note = (byte[]) assertInstanceOf(Reading.Found.class, reading).value();
        return SignedNote.parse(new String(note, StandardCharsets.UTF_8)).orThrow();
    }

    private static void awaitWitnessed(SidecarLog log, SmallWitness witness)
            throws InterruptedException {
        log.awaitSigned();
        for (int i = 0; i < 500 && !witnessed(log, witness); i++) {
            Thread.sleep(10);
        }
        assertTrue(witnessed(log, witness), "the witness knows " + witness.size());
    }

    private static boolean witnessed(SidecarLog log, SmallWitness witness) {
        return witness.size() == log.ledger.committed().size()
                && checkpoint(log).flaw(witness.key()).isEmpty();
    }
}
