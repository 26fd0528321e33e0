package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataFolderTest {
    private static final String USER_HOME = "/home/from-account";

    @Test
    void theNamedFolderWins() {
        assertEquals(
                "/srv/q",
                resolve(
                        Map.of(
                                "QUORATE_DATA_DIR", "/srv/x/../q",
                                "XDG_DATA_HOME", "/xdg",
                                "HOME", "/home/a")));
    }

    @Test
    void aRelativeNamedFolderIsBelowTheWorkingDirectory() {
        assertEquals(
                Path.of("data", "q").toAbsolutePath().toString(),
                resolve(Map.of("QUORATE_DATA_DIR", "data/q")));
    }

    @Test
    void theDataHomeOfTheDesktopIsNext() {
        assertEquals(
                "/xdg/quorate",
                resolve(
                        Map.of(
                                "QUORATE_DATA_DIR", " ",
                                "XDG_DATA_HOME", "/xdg",
                                "HOME", "/home/a")));
    }

    @Test
    void aRelativeDataHomeIsIgnored() {
        assertEquals(
                "/home/a/.local/share/quorate",
                resolve(Map.of("XDG_DATA_HOME", "xdg", "HOME", "/home/a")));
    }

    @Test
    void theHomeOfTheEnvironmentWinsOverTheHomeOfTheAccount() {
        assertEquals("/home/a/.local/share/quorate", resolve(Map.of("HOME", "/home/a")));
        assertEquals(USER_HOME + "/.local/share/quorate", resolve(Map.of("HOME", "")));
    }

    @Test
    void withoutAHomeThereIsNoFolder() {
        assertEquals(Optional.empty(), DataFolder.resolve(Optional.empty(), Map.of(), "?"));
    }

    @Test
    void aFolderIsAbsolute() {
        assertThrows(IllegalArgumentException.class, () -> new DataFolder(Path.of("data")));
    }

    private static String resolve(Map<String, String> environment) {
        Optional<String> named = Optional.ofNullable(environment.get("QUORATE_DATA_DIR"));
        return DataFolder.resolve(named, environment, USER_HOME).orElseThrow().root().toString();
    }
}
