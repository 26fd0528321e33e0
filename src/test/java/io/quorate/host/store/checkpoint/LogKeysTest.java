package io.quorate.host.store.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeysTest {
    private static final Origin ORIGIN = new Origin("example.com/log");

    @TempDir Path folder;

    @Test
    void aKeyIsMadeOnceAndKept() {
        LogKeys made = ready(folder);
        assertEquals("example.com%2Flog.key", made.file().getFileName().toString());
        assertEquals("example.com/log", made.current().name());
        assertEquals(made.current(), ready(folder).current());
        assertEquals(made.current(), ready(made.file()).current());
    }

    @Test
    void aKeyIsMadeReadableByItsOwnerAlone() throws IOException {
        Path file = ready(folder.resolve("below").resolve("log.key")).file();
        assertEquals("rw-------", rights(file));
        assertEquals("rwx------", rights(file.getParent()));
        assertArrayEquals(new String[] {"log.key"}, file.getParent().toFile().list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw----", "rw-----w-"})
    void aKeyThatOthersCanReadIsRefused(String rights) throws IOException {
        Path file = ready(folder).file();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        String reason = refused(folder, ORIGIN);
        assertTrue(reason.contains("chmod 600 " + file), reason);
        assertTrue(reason.contains(rights), reason);
    }

    @Test
    void anOldKeySignsBesideTheNewOneForAsLongAsItLiesThere() throws IOException {
        LogKeys old = ready(folder);
        Path previous = Path.of(old.file() + ".previous");
        Files.move(old.file(), previous);
        LogKeys both = ready(folder);
        assertEquals(2, both.keys().size());
        assertFalse(both.current().equals(old.current()));
        assertEquals(old.current(), both.keys().getLast().verifier());
        Files.delete(previous);
        assertEquals(1, ready(folder).keys().size());
    }

    @Test
    void theKeyOfAnotherLogIsRefused() {
        LogKeys keys = ready(folder);
        String reason = refused(keys.file(), new Origin("another"));
        assertTrue(reason.contains("is that of the log example.com/log, not of another"), reason);
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithoutBeingQuoted() throws IOException {
        Path file = ready(folder).file();
        Files.writeString(file, "PRIVATE+KEY+secret\nsecret\n");
        String reason = refused(folder, ORIGIN);
        assertTrue(reason.contains("holds no key"), reason);
        assertFalse(reason.contains("secret"), reason);
    }

    @Test
    void aNameThatNoKeyCanBearIsRefused() {
        String reason = refused(folder, new Origin("my log"));
        assertTrue(reason.startsWith("the origin my log cannot sign a log"), reason);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidSo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String reason = refused(file.resolve("log.key"), ORIGIN);
        assertTrue(reason.contains("cannot be used"), reason);
    }

    private static LogKeys ready(Path place) {
        return assertInstanceOf(KeyReading.Ready.class, LogKeys.open(place, ORIGIN)).keys();
    }

    private static String refused(Path place, Origin origin) {
        return assertInstanceOf(KeyReading.Refused.class, LogKeys.open(place, origin)).reason();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
