package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir private Path temporary;

    @Test
    void aNewFolderIsPrivate() throws Exception {
        DataFolder folder = PrivateFiles.prepare(new DataFolder(temporary.resolve("a/b")));
        assertEquals("rwx------", mode(folder.root()));
    }

    @Test
    void anEmptyOpenFolderIsClosed() throws Exception {
        Path open = open("open");
        Files.createDirectory(open.resolve("lost+found"));
        PrivateFiles.prepare(new DataFolder(open));
        assertEquals("rwx------", mode(open));
    }

    @Test
    void ourOwnFolderIsClosedAgain() throws Exception {
        Path open = open("open");
        Files.createFile(open.resolve("lock"));
        Files.createFile(open.resolve("pgpass"));
        PrivateFiles.prepare(new DataFolder(open));
        assertEquals("rwx------", mode(open));
    }

    @Test
    void anOpenFolderWithOtherFilesIsLeftAsItIs() throws Exception {
        Path open = open("open");
        Files.createFile(open.resolve("letters"));
        assertEquals(Reason.FOLDER_NOT_PRIVATE, refusal(open));
        assertEquals("rwxr-xr-x", mode(open));
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        assertEquals(Reason.FOLDER_NOT_USABLE, refusal(file));
    }

    @Test
    void aPathThatAShellWouldExpandIsRefused() {
        for (String name : new String[] {"a$HOME", "a`id`", "a\"b", "a\\b", "a\nb"}) {
            Path path = temporary.resolve(name);
            assertEquals(Reason.FOLDER_NOT_USABLE, refusal(path));
            assertFalse(Files.exists(path));
        }
    }

    @Test
    void theSecondTakerOfALockIsToldWhoHoldsIt() throws Exception {
        DataFolder folder = new DataFolder(temporary);
        String self = Long.toString(ProcessHandle.current().pid());
        try (FolderLock _ = FolderLock.take(folder)) {
            StartRefused refused =
                    assertThrows(StartRefused.class, () -> FolderLock.take(folder).close());
            assertEquals(Reason.FOLDER_IN_USE, refused.refused().reason());
            assertEquals(true, refused.refused().message().contains(self));
            assertEquals(self, Files.readString(folder.lock()).strip());
        }
        FolderLock.take(folder).close();
    }

    @Test
    void aReplacedFileIsPrivateAndLeavesNothingElse() throws Exception {
        Path file = Files.writeString(temporary.resolve("f"), "old");
        PrivateFiles.replace(file, "new");
        assertEquals("new", Files.readString(file));
        assertEquals("rw-------", mode(file));
        try (var entries = Files.list(temporary)) {
            assertEquals(1, entries.count());
        }
    }

    private Reason refusal(Path root) {
        return assertThrows(StartRefused.class, () -> PrivateFiles.prepare(new DataFolder(root)))
                .refused()
                .reason();
    }

    private Path open(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
