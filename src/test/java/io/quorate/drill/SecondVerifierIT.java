package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.records;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.audit.tree.LogPath.EntriesPath;
import io.quorate.core.audit.tree.LogPath.TilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same logs before a second verifier, written in another language from the specifications:
/// what writer and checker have both misread would show here.
class SecondVerifierIT {
    private static final String SCRIPT = "src/test/python/verify_log.py";
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final List<byte[]> SIGNED = records(700);

    /// What the second verifier answered.
    private record Answer(int status, String text) {
        void accepts() {
            assertEquals(0, status, text);
        }

        void rejects(String reason) {
            assertEquals(1, status, text);
            assertTrue(text.contains("REJECTED: " + reason), text);
        }
    }

    @TempDir Path folder;
    private LogFolder log;
    private List<byte[]> changed;

    @BeforeAll
    static void needsPython() {
        boolean python;
        try {
            python = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            python = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            python = false;
        }
        assumeTrue(python, "python3 is not installed, so the second verifier was not asked");
    }

    @BeforeEach
    void write() {
        log = new LogFolder(folder.resolve("log")).write(KEY, SIGNED);
        changed = new ArrayList<>(SIGNED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 65_536, 65_537})
    void aLogAsItWasSignedIsAccepted(int size) throws Exception {
        LogFolder whole = new LogFolder(folder.resolve("whole")).write(KEY, records(size));
        ask(whole).accepts();
    }

    @Test
    void theKnownKeyAndItsNoteAreReadAlike() throws Exception {
        LogFolder known = new LogFolder(folder.resolve("known"));
        String note = Vectors.ARCHE_NOTE;
        known.put("checkpoint", note.getBytes(UTF_8));
        run(known, Vectors.ARCHE).rejects("tile/entries/000 is missing");
        known.put("checkpoint", note.replace("1432088532", "1432088533").getBytes(UTF_8));
        run(known, Vectors.ARCHE).rejects("the signature of the trusted key is false");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 300, 511, 699})
    void anAlteredRecordIsRejected(int index) throws Exception {
        changed.set(index, decision(index + 1, "REJECTED"));
        log.entries(changed);
        String tile = index < 256 ? "000" : index < 512 ? "001" : "002.p/188";
        ask(log).rejects("tile/0/" + tile + " differs at record " + index);
    }

    @Test
    void anAlteredRecordWithItsTilesIsRejected() throws Exception {
        changed.set(300, decision(301, "REJECTED"));
        log.entries(changed).tiles(changed).tiles(SIGNED, 1);
        ask(log).rejects("tile/1/000.p/2 differs at hash 1");
        log.tiles(changed);
        ask(log).rejects("the records do not lead to the signed root");
    }

    @Test
    void aDeletedRecordIsRejected() throws Exception {
        changed.remove(300);
        log.entries(changed, 700);
        ask(log).rejects("tile/entries/002.p/188 has 187 entries instead of 188");
    }

    @Test
    void anAddedRecordIsRejected() throws Exception {
        changed.add(decision(701));
        log.entries(changed, 700);
        ask(log).rejects("tile/entries/002.p/188 has 189 entries instead of 188");
    }

    @Test
    void swappedRecordsAreRejected() throws Exception {
        Collections.swap(changed, 10, 600);
        log.entries(changed);
        ask(log).rejects("tile/0/000 differs at record 10");
    }

    @Test
    void aTruncatedLogIsRejected() throws Exception {
        log.delete(new EntriesPath(2, 188));
        ask(log).rejects("tile/entries/002.p/188 is missing");
    }

    @Test
    void aBundleCutWithinAnEntryIsRejected() throws Exception {
        LogPath last = new EntriesPath(2, 188);
        byte[] bundle = log.get(last);
        for (int missing : new int[] {1, 3}) {
            log.put(last.text(), java.util.Arrays.copyOf(bundle, bundle.length - missing));
            ask(log).rejects("tile/entries/002.p/188 ends within an entry");
        }
    }

    @Test
    void aDamagedOrMissingTileIsRejected() throws Exception {
        TilePath edge = new TilePath(1, 0, 2);
        byte[] tile = log.get(edge).clone();
        tile[40] ^= 1;
        log.put(edge.text(), tile);
        ask(log).rejects("tile/1/000.p/2 differs at hash 1");
        log.delete(edge);
        ask(log).rejects("tile/1/000.p/2 is missing");
    }

    @Test
    void aLogOfAnotherKeyIsRejected() throws Exception {
        log.write(LogFolder.key(ORIGIN), SIGNED);
        ask(log).rejects("the trusted key has not signed the checkpoint");
        String note = LogFolder.head(KEY, "example.com/another", SIGNED).format();
        log.put("checkpoint", note.getBytes(UTF_8));
        ask(log).rejects("the head of another log");
        log.put("checkpoint", note.replace("\u2014", "-").getBytes(UTF_8));
        ask(log).rejects("not a signature line");
    }

    @Test
    void anOlderHeadMustBeContinued() throws Exception {
        ask(log, older(SIGNED.subList(0, 300))).accepts();
        changed.set(299, decision(300, "REJECTED"));
        ask(log, older(changed.subList(0, 300))).rejects("the log does not continue");
        ask(log, older(records(701))).rejects("the log ends before the older checkpoint");
    }

    private String older(List<byte[]> records) throws IOException {
        Path file = folder.resolve("older");
        Files.writeString(file, LogFolder.head(KEY, records).format());
        return file.toString();
    }

    private static Answer ask(LogFolder log, String... more) throws Exception {
        return run(log, KEY.verifier().text(), more);
    }

    private static Answer run(LogFolder log, String vkey, String... more) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("python3", SCRIPT, log.path().toString(), vkey));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
