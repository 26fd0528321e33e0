package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.records;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.LogPath.EntriesPath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Records are changed by somebody who may write everything but has not the key; each change is
/// reported with its kind and place.
class TamperTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final int SIZE = 700;
    private static final List<byte[]> SIGNED = records(SIZE);

    @TempDir Path folder;
    private LogFolder log;
    private List<byte[]> changed;

    @BeforeEach
    void write() {
        log = new LogFolder(folder).write(KEY, SIGNED);
        changed = new ArrayList<>(SIGNED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 65_536, 65_537})
    void aLogAsItWasSignedIsAccepted(int size) {
        LogFolder whole = new LogFolder(folder.resolve("whole")).write(KEY, records(size));
        Checked.log(whole, KEY).accepts();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 256, 300, 511, 512, 698, 699})
    void anAlteredRecordIsNamed(int index) {
        changed.set(index, forged(index));
        check().rejects("ALTERED record " + index + ":");
    }

    @Test
    void alteredNeighboursAreOneFinding() {
        for (int index = 250; index < 260; index++) {
            changed.set(index, forged(index));
        }
        check().rejects("ALTERED records 250 to 259:");
    }

    @Test
    void everyRecordAlteredIsNamed() {
        changed.replaceAll(record -> forged(record.length));
        check().rejects("ALTERED records 0 to 699:");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 300, 511, 512, 698})
    void aDeletedRecordIsNamedThoughAllOthersMovedUp(int index) {
        changed.remove(index);
        check().rejects("MISSING record " + index + ":");
    }

    @Test
    void severalDeletionsAreNamedEach() {
        changed.subList(600, 610).clear();
        changed.remove(300);
        changed.remove(5);
        check().rejects("MISSING record 5:", "MISSING record 300:", "MISSING records 600 to 609:");
    }

    @Test
    void aBundleThatIsGoneIsNamed() {
        log.delete(new EntriesPath(1, 256));
        Checked.log(log, KEY).rejects("MISSING records 256 to 511:");
    }

    @ParameterizedTest
    @CsvSource({"699, 699", "600, 699", "512, 699", "511, 699", "256, 699", "1, 699", "0, 699"})
    void recordsMissingAtTheEndAreATruncation(int from, int to) {
        changed.subList(from, SIZE).clear();
        check().rejects("TRUNCATED record" + (from == to ? " " + from : "s " + from + " to " + to));
    }

    @Test
    void bundlesGoneAtTheEndAreATruncation() {
        log.delete(new EntriesPath(1, 256));
        log.delete(new EntriesPath(2, 188));
        Checked.log(log, KEY).rejects("TRUNCATED records 256 to 699:");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 4",
        "0, 1",
        "698, 699",
        "255, 256",
        "511, 512",
        "3, 5",
        "3, 200",
        "254, 256",
        "10, 690",
        "0, 699"
    })
    void twoSwappedRecordsAreNamed(int one, int other) {
        Collections.swap(changed, one, other);
        check().rejects(
                        "REORDERED record "
                                + one
                                + ": here stands the record that was signed as "
                                + other,
                        "REORDERED record "
                                + other
                                + ": here stands the record that was signed as "
                                + one);
    }

    @Test
    void aMovedRecordIsNamedWhereItStandsNow() {
        changed.add(600, changed.remove(20));
        check().rejects("REORDERED record 600: here stands the record that was signed as 20");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 300, 512, 699})
    void anAddedRecordIsNamedThoughAllOthersMovedDown(int index) {
        changed.add(index, forged(index));
        check().rejects("ADDED record " + index + ": there, but never signed");
    }

    @Test
    void aRecordAddedAtTheEndIsNamed() {
        changed.add(forged(SIZE));
        check().rejects("ADDED record 700: there, but never signed");
    }

    @Test
    void aCopyOfARecordIsAnAddition() {
        changed.add(40, SIGNED.get(10));
        check().rejects("ADDED record 40:");
    }

    @Test
    void aRecordPutInPlaceOfAnotherIsNamed() {
        changed.set(10, SIGNED.get(20));
        changed.set(20, forged(20));
        check().rejects(
                        "REORDERED record 10: here stands the record that was signed as 20, and the"
                                + " one that was signed here is nowhere",
                        "ALTERED record 20:");
    }

    @Test
    void differentDefectsAreToldApart() {
        changed.set(5, forged(5));
        Collections.swap(changed, 100, 200);
        changed.remove(400);
        changed.subList(690, 699).clear();
        check().rejects(
                        "ALTERED record 5:",
                        "REORDERED record 100:",
                        "REORDERED record 200:",
                        "MISSING record 400:",
                        "TRUNCATED records 691 to 699:");
    }

    @Test
    void aBundleCutWithinAnEntryIsNamed() {
        EntriesPath last = new EntriesPath(2, 188);
        byte[] bundle = log.get(last);
        log.put(last.text(), java.util.Arrays.copyOf(bundle, bundle.length - 3));
        Checked.log(log, KEY)
                .rejects(
                        "TRUNCATED record 699:",
                        "DAMAGED tile/entries/002.p/188: it ends within an entry");
    }

    @Test
    void anAlteredRecordIsFoundThoughItsLeafHashWasAlteredWithIt() {
        changed.set(300, forged(300));
        log.entries(changed).tiles(changed).tiles(SIGNED, 1);
        Checked.log(log, KEY).rejects("ALTERED records 256 to 511: one of these records at least");
    }

    @Test
    void anAlteredRecordIsFoundThoughAllTilesWereAlteredWithIt() {
        changed.set(300, forged(300));
        log.entries(changed).tiles(changed);
        Checked.log(log, KEY)
                .rejects("REPLACED records 0 to 699: records and tiles agree with each other");
    }

    @Test
    void earlierHeadsBoundWhereAllTilesWereAltered() {
        for (int size : new int[] {100, 290, 310, 600}) {
            String note = LogFolder.head(KEY, SIGNED.subList(0, size)).format();
            log.put(
                    "history/" + size + ".checkpoint",
                    note.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        changed.set(300, forged(300));
        log.entries(changed).tiles(changed);
        Checked.log(log, KEY).rejects("ALTERED records 290 to 309: one of these records at least");
    }

    @Test
    void anAlteredRecordIsFoundDeepInALargeLog() {
        List<byte[]> many = records(66_000);
        LogFolder large = new LogFolder(folder.resolve("large")).write(KEY, many);
        List<byte[]> altered = new ArrayList<>(many);
        altered.set(65_999, forged(65_999));
        altered.set(40_000, forged(40_000));
        large.entries(altered);
        Checked.log(large, KEY).rejects("ALTERED record 40000:", "ALTERED record 65999:");
    }

    private static byte[] forged(int index) {
        return decision(index + 1L, "REJECTED");
    }

    private Checked check() {
        log.entries(changed, SIZE);
        return Checked.log(log, KEY);
    }
}
