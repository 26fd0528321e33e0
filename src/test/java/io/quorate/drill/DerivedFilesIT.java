package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.records;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.audit.tree.LogPath.EntriesPath;
import io.quorate.core.audit.tree.LogPath.TilePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tiles are derived from the records: a damaged one is reported as that, and does not keep the
/// checker from finding what happened to a record.
class DerivedFilesIT {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final List<byte[]> SIGNED = records(66_000);
    private static final TilePath LEAVES = new TilePath(0, 200, 256);
    private static final TilePath FULL = new TilePath(1, 0, 256);
    private static final TilePath EDGE = new TilePath(1, 1, 1);
    private static final TilePath TOP = new TilePath(2, 0, 1);

    @TempDir Path folder;
    private LogFolder log;

    @BeforeEach
    void write() {
        log = new LogFolder(folder).write(KEY, SIGNED);
    }

    @Test
    void aDamagedTileIsNotADamagedRecord() {
        damage(LEAVES, 100);
        damage(FULL, 8191);
        Checked.log(log, KEY)
                .rejects(
                        "DAMAGED tile/0/200: its hash 3 is not that of the tree",
                        "DAMAGED tile/1/000: its hash 255 is not that of the tree");
    }

    @Test
    void aTileThatIsGoneIsNamed() {
        log.delete(EDGE);
        log.delete(LEAVES);
        log.delete(new TilePath(0, 257, 208));
        Checked.log(log, KEY)
                .rejects(
                        "DAMAGED tile/0/200: it is not there",
                        "DAMAGED tile/0/257.p/208: it is not there",
                        "DAMAGED tile/1/001.p/1: it is not there");
    }

    @Test
    void anAlteredRecordIsNamedThoughTilesAboveAreDamaged() {
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(51_234, decision(51_235, "REJECTED"));
        log.entries(altered);
        for (LogPath damaged : List.of(FULL, EDGE, TOP)) {
            byte[] before = log.get(damaged);
            damage(damaged, 5);
            Checked.log(log, KEY).rejects("ALTERED record 51234: not what was signed");
            log.put(damaged.text(), before);
        }
        damage(FULL, 5);
        damage(EDGE, 5);
        damage(TOP, 5);
        Checked.log(log, KEY).rejects("ALTERED record 51234: not what was signed");
    }

    @Test
    void anAlteredRecordIsNamedThoughTheLastLeafHashesAreDamaged() {
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(51_234, decision(51_235, "REJECTED"));
        log.entries(altered);
        damage(new TilePath(0, 257, 208), 5);
        Checked.log(log, KEY).rejects("ALTERED record 51234: not what was signed");
    }

    @Test
    void anAlteredRecordIsNamedThoughNoTileCanBeTraced() {
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(51_234, decision(51_235, "REJECTED"));
        altered.set(65_999, decision(66_000, "REJECTED"));
        log.entries(altered);
        damage(new TilePath(0, 257, 208), 5);
        Checked.log(log, KEY)
                .rejects(
                        "ALTERED record 51234: its leaf hash is not the one that is stored",
                        "ALTERED record 65792: its leaf hash is not the one that is stored",
                        "ALTERED record 65999: its leaf hash is not the one that is stored");
    }

    @Test
    void afterTheFullTilesCamePartialOnesMayBeGone() {
        LogFolder grown = new LogFolder(folder.resolve("grown"));
        grown.write(KEY, records(512)).checkpoint(KEY, records(300));
        grown.put("tile/1/000.p/1", java.util.Arrays.copyOf(grown.get(new TilePath(1, 0, 2)), 32));
        Checked.log(grown, KEY).accepts();
        grown.delete(new EntriesPath(1, 256));
        Checked.log(grown, KEY).rejects("TRUNCATED records 256 to 299:");
    }

    @Test
    void aPartOfALogIsProvenByTheTilesAroundIt() {
        for (int chunk = 0; chunk < 257; chunk++) {
            if (chunk < 100 || chunk >= 120) {
                log.delete(new EntriesPath(chunk, 256));
            }
        }
        Checked.log(log, KEY, "--from", "25600", "--to", "30720").accepts();
        Checked.log(log, KEY, "--from", "25700", "--to", "30700").accepts();
        Checked.log(log, KEY, "--from", "25599", "--to", "30720")
                .rejects("MISSING records 25344 to 25599:");
    }

    @Test
    void anAlteredRecordInAPartOfALogIsNamed() {
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(30_000, decision(30_001, "REJECTED"));
        log.entries(altered);
        Checked.log(log, KEY, "--from", "29000", "--to", "31000").rejects("ALTERED record 30000:");
        Checked.log(log, KEY, "--from", "65000").accepts();
        Checked.log(log, KEY, "--to", "30000").rejects("ALTERED record 30000:");
        Checked.log(log, KEY, "--to", "29696").accepts();
    }

    @Test
    void aPrunedLogIsProvenFromItsMinimumOn() {
        for (int chunk = 0; chunk < 256; chunk++) {
            log.delete(new EntriesPath(chunk, 256));
            log.delete(new TilePath(0, chunk, 256));
        }
        log.delete(FULL);
        Checked.log(log, KEY, "--from", "65536").accepts();
    }

    private void damage(LogPath path, int at) {
        byte[] tile = log.get(path).clone();
        tile[at] ^= 1;
        log.put(path.text(), tile);
    }
}
