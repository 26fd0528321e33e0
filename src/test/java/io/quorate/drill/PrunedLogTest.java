package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.LogPath.EntriesPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs whose first records are not there any more.
class PrunedLogTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);

    @TempDir Path folder;
    private List<byte[]> signed;
    private LogFolder log;

    @BeforeEach
    void write() {
        signed = new ArrayList<>(LogFolder.records(1_500));
        signed.add(certificate(ORIGIN, 768));
        for (int i = 1; i <= 100; i++) {
            signed.add(decision(1_500 + i));
        }
        log = new LogFolder(folder.resolve("log")).write(KEY, signed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatACertificateNamesMayBeGone(int chunks) {
        prune(chunks);
        check().accepts();
    }

    @Test
    void aPrunedLogSaysWhatIsGoneAndWhoCertifiesIt() {
        prune(3);
        Checked checked = check();
        assertTrue(
                checked.report().contains("records 0 to 767 were pruned; record 1500 certifies it"),
                checked::toString);
    }

    @Test
    void whatIsGoneBeyondTheCertificateIsMissing() {
        prune(4);
        check().rejects("MISSING records 768 to 1023: signed, but not there, and no certificate");
    }

    @Test
    void withoutACertificateWhatIsGoneIsMissing() {
        signed = new ArrayList<>(LogFolder.records(1_500));
        log.write(KEY, signed);
        prune(1);
        check().rejects("MISSING records 0 to 255: signed, but not there, and no certificate");
    }

    @Test
    void theCertificateOfAnotherLogExplainsNothing() {
        signed.set(1_500, certificate("example.com/another", 768));
        log.write(KEY, signed);
        prune(2);
        check().rejects("MISSING records 0 to 511:");
    }

    @Test
    void aCertificateForRecordsToComeExplainsNothing() {
        signed.set(1_500, certificate(ORIGIN, 2_048));
        log.write(KEY, signed);
        prune(2);
        check().rejects("MISSING records 0 to 511:");
    }

    @Test
    void aHoleAfterWhatWasPrunedIsMissing() {
        prune(2);
        log.delete(new EntriesPath(4, 256));
        check().rejects("MISSING records 1024 to 1279: signed, but not there");
    }

    @Test
    void anAlteredRecordOfAPrunedLogIsNamed() {
        List<byte[]> altered = new ArrayList<>(signed);
        altered.set(1_100, decision(1_101, "REJECTED"));
        log.entries(altered);
        prune(3);
        check().rejects("ALTERED record 1100:");
    }

    @Test
    void wherePartIsReadWithoutTheCertificateItIsSaidWhereThatWouldBe() {
        prune(3);
        Checked.log(log, KEY, "--to", "1200")
                .rejects(
                        "MISSING records 0 to 767: signed, but not there; a certificate that they"
                                + " were pruned would be among the records after 1279");
    }

    private void prune(int chunks) {
        for (int i = 0; i < chunks; i++) {
            log.delete(new EntriesPath(i, 256));
        }
    }

    private Checked check() {
        return Checked.log(log, KEY);
    }

    private static byte[] certificate(String origin, long minimum) {
        return LogFolder.record(
                Map.of(
                        "kind", Json.of("deletion_certificate"),
                        "origin", Json.of(origin),
                        "minimum_index", Json.of(minimum)));
    }
}
