package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    @TempDir private Path temporary;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        Passwords passwords = Passwords.generate();
        passwords.write(folder);
        assertEquals(Optional.of(passwords), Passwords.read(folder));
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.passwords()));
    }

    @Test
    void aFileWithoutBothRolesIsNothing() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        assertEquals(Optional.empty(), Passwords.read(folder));
        Passwords.generate().write(folder);
        String first = Files.readString(folder.passwords()).lines().findFirst().orElseThrow();
        Files.writeString(folder.passwords(), first + "\nnonsense\n127.0.0.1:*:quorate:x:y'z\n");
        assertEquals(Optional.empty(), Passwords.read(folder));
    }

    @Test
    void everyPasswordIsAnotherOneAndIsNotShown() {
        Passwords one = Passwords.generate();
        Passwords other = Passwords.generate();
        assertNotEquals(one.owner().password(), one.application().password());
        assertNotEquals(one.owner().password(), other.owner().password());
        assertFalse(one.toString().contains(one.owner().password()));
        assertTrue(one.toString().contains(Passwords.OWNER));
    }
}
