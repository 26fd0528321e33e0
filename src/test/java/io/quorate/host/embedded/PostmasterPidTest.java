package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterPidTest {
    private static final String COMPLETE =
            """
            7543
            /srv/q/data
            1795227346
            45999

            127.0.0.1
              2146859         5
            ready\040\040\040
            """;

    @Test
    void aCompleteFileTellsProcessPortAndStatus() {
        PostmasterPid file = PostmasterPid.parse(COMPLETE).orElseThrow();
        assertEquals(new PostmasterPid(7543, 45_999, "ready"), file);
        assertTrue(file.accepts());
    }

    @Test
    void everyPrefixIsReadWithoutBeingReady() {
        for (int end = 0; end < COMPLETE.indexOf("ready") + 4; end++) {
            Optional<PostmasterPid> file = PostmasterPid.parse(COMPLETE.substring(0, end));
            assertEquals(end > 0, file.isPresent(), "of " + end + " characters");
            file.ifPresent(f -> assertFalse(f.accepts()));
        }
    }

    @Test
    void aServerThatStartsOrStopsDoesNotAccept() {
        for (String status : new String[] {"starting", "stopping", "standby"}) {
            String text = COMPLETE.replace("ready", status);
            assertFalse(PostmasterPid.parse(text).orElseThrow().accepts(), status);
        }
    }

    @Test
    void aStandAloneBackendHasItsProcessIdNegated() {
        assertEquals(41, PostmasterPid.parse("-41\n/srv/q/data\n").orElseThrow().pid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0\n", "postgres\n", "99999999999999999999\n"})
    void whatNamesNoProcessIsNothing(String text) {
        assertEquals(Optional.empty(), PostmasterPid.parse(text));
    }

    @Test
    void aMissingFileIsNothing(@TempDir Path folder) throws IOException {
        assertEquals(Optional.empty(), PostmasterPid.read(folder.resolve("postmaster.pid")));
    }
}
