package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.records;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.auditor.Verify;
import io.quorate.core.audit.note.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No byte of a log can be changed, left out or added without being noticed.
class EveryByteIT {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);

    @TempDir Path folder;
    private LogFolder log;
    private List<Path> files;

    @BeforeEach
    void write() throws IOException {
        log = new LogFolder(folder).write(KEY, records(7));
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertEquals(3, files.size());
    }

    @Test
    void noByteCanBeChanged() throws IOException {
        for (Path file : files) {
            byte[] before = Files.readAllBytes(file);
            for (int at = 0; at < before.length; at++) {
                byte[] changed = before.clone();
                changed[at] ^= 1;
                notice(file, changed, file + " changed at " + at);
            }
            Files.write(file, before);
        }
        Checked.log(log, KEY).accepts();
    }

    @Test
    void noFileCanEndEarlierOrLater() throws IOException {
        for (Path file : files) {
            byte[] before = Files.readAllBytes(file);
            for (int length = 0; length < before.length; length++) {
                notice(file, Arrays.copyOf(before, length), file + " cut at " + length);
            }
            if (!file.toString().contains("tile/0")) {
                notice(file, Arrays.copyOf(before, before.length + 1), file + " made longer");
            }
            Files.write(file, before);
        }
    }

    private void notice(Path file, byte[] changed, String what) throws IOException {
        Files.write(file, changed);
        assertEquals(Verify.DEFECTS, Checked.log(log, KEY).status(), what);
    }
}
