package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.auditor.Verify;
import io.quorate.core.audit.note.SigningKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The command itself.
class VerifyTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final String VKEY = KEY.verifier().text();

    @TempDir Path folder;

    @Test
    void helpSaysHowToAsk() {
        Checked help = Checked.ask("--help");
        assertEquals(Verify.OK, help.status());
        assertTrue(help.report().startsWith("Checks a log"), help::toString);
        for (String option : new String[] {"--key", "--older", "--from", "--record", "--plain"}) {
            assertTrue(help.report().contains(option), option);
        }
    }

    @Test
    void aQuestionThatCannotBeUnderstoodIsRefused() {
        String log = folder.toString();
        Checked.ask().unreadable();
        Checked.ask(log).unreadable();
        Checked.ask("--key", VKEY).unreadable();
        Checked.ask(log, "--key").unreadable();
        Checked.ask(log, "--key", "no+00000000+key").unreadable();
        Checked.ask(log, "--key", folder.resolve("nothing").toString()).unreadable();
        Checked.ask(log, "--key", VKEY, "--verbose").unreadable();
        Checked.ask(log, log, "--key", VKEY).unreadable();
        Checked.ask(log, "--key", VKEY, "--from", "-1").unreadable();
        Checked.ask(log, "--key", VKEY, "--to", "x").unreadable();
        Checked.ask("\0", "--key", VKEY).unreadable();
        Checked.ask(log, "--key", VKEY, "--older", "\0").unreadable();
        Checked.ask(log, "--key", KEY.secretText()).unreadable();
    }

    @Test
    void aComplaintSaysWhatIsWrong() {
        Checked misused = Checked.ask("log", "--colour", "--key", VKEY);
        assertTrue(misused.complaints().contains("what does --colour mean?"), misused::toString);
        Checked unreadable = Checked.ask("nowhere", "--key", VKEY);
        assertTrue(unreadable.complaints().contains("nowhere"), unreadable::toString);
    }

    @Test
    void aKeyMayLieInAFile() throws IOException {
        LogFolder log = new LogFolder(folder.resolve("log")).write(KEY, records(3));
        Path file = folder.resolve("log.vkey");
        Files.writeString(file, VKEY + "\n");
        Checked.ask(log.path().toString(), "--key", file.toString()).accepts();
    }

    @Test
    void progressIsToldUnlessItIsUnwanted() {
        LogFolder log = new LogFolder(folder.resolve("log")).write(KEY, records(3));
        assertEquals("", Checked.log(log, KEY).complaints());
        Checked.ask(log.path().toString(), "--key", VKEY).accepts();
    }

    @Test
    void aLogWithoutACheckpointCannotBeRead() {
        Checked.ask(folder.toString(), "--key", VKEY).unreadable();
    }
}
