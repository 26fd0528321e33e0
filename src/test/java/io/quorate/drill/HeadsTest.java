package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.head;
import static io.quorate.drill.LogFolder.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.note.SigningKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The signed heads of a log: of another key, of another log, older than one that was seen before,
/// or not its continuation.
class HeadsTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final SigningKey OTHER = LogFolder.key(ORIGIN);
    private static final List<byte[]> SIGNED = records(700);

    @TempDir Path folder;
    private LogFolder log;

    @BeforeEach
    void write() {
        log = new LogFolder(folder.resolve("log")).write(KEY, SIGNED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 512, 699, 700})
    void aLogThatContinuesAnOlderHeadIsAccepted(int size) throws IOException {
        Checked.log(log, KEY, "--older", older(KEY, SIGNED.subList(0, size))).accepts();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 512, 699, 700})
    void aLogThatDoesNotContinueAnOlderHeadIsAFork(int size) throws IOException {
        List<byte[]> forked = new ArrayList<>(SIGNED.subList(0, size));
        forked.set(size - 1, decision(size, "REJECTED"));
        Checked.log(log, KEY, "--older", older(KEY, forked))
                .rejects(
                        "FORKED record"
                                + (size == 1 ? " 0" : "s 0 to " + (size - 1))
                                + ": the older");
    }

    @Test
    void aForkIsBoundedByTheHeadsThatAgree() throws IOException {
        List<byte[]> forked = new ArrayList<>(SIGNED.subList(0, 600));
        forked.set(550, decision(551, "REJECTED"));
        String good = older(KEY, SIGNED.subList(0, 500));
        String bad = older(KEY, forked);
        Checked.log(log, KEY, "--older", bad, "--older", good)
                .rejects("FORKED records 500 to 599: the older checkpoint of 600");
    }

    @Test
    void aForkIsToldFromRecordsThatWereAlteredAsWell() throws IOException {
        List<byte[]> forked = new ArrayList<>(SIGNED.subList(0, 300));
        forked.set(280, decision(281, "REJECTED"));
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(20, decision(21, "REJECTED"));
        log.entries(altered);
        Checked.log(log, KEY, "--older", older(KEY, forked))
                .rejects("ALTERED record 20:", "FORKED records 0 to 299:");
        Checked.log(log, KEY, "--older", older(KEY, SIGNED.subList(0, 300)))
                .rejects("ALTERED record 20:");
    }

    @Test
    void aLogThatEndsBeforeAnOlderHeadIsTruncated() throws IOException {
        LogFolder shorter =
                new LogFolder(folder.resolve("short")).write(KEY, SIGNED.subList(0, 500));
        Checked.log(shorter, KEY, "--older", older(KEY, SIGNED))
                .rejects("TRUNCATED records 500 to 699: the older checkpoint of 700 had them");
    }

    @Test
    void aLogSignedByAnotherKeyIsReplaced() {
        log.write(OTHER, records(700));
        Checked.log(log, KEY).rejects("REPLACED checkpoint: no trusted key has signed it");
    }

    @Test
    void aReplacedLogIsStillComparedWithAnOlderHead() throws IOException {
        List<byte[]> replaced = new ArrayList<>(SIGNED);
        replaced.set(100, decision(101, "REJECTED"));
        log.write(OTHER, replaced);
        log.tiles(SIGNED.subList(0, 600));
        Checked.log(log, KEY, "--older", older(KEY, SIGNED.subList(0, 600)))
                .rejects("REPLACED checkpoint:", "ALTERED record 100:");
        log.entries(SIGNED);
        Checked.log(log, KEY, "--older", older(KEY, SIGNED.subList(0, 600)))
                .rejects("REPLACED checkpoint:");
    }

    @Test
    void aFalseSignatureOfTheTrustedKeyIsNamed() {
        String note = head(KEY, SIGNED).format();
        log.put("checkpoint", note.replace("\n700\n", "\n699\n").getBytes(UTF_8));
        Checked.log(log, KEY)
                .rejects("REPLACED checkpoint: its signature by " + ORIGIN + " is false");
    }

    @Test
    void theHeadOfAnotherLogIsNone() {
        String note = head(KEY, "example.com/another", SIGNED).format();
        log.put("checkpoint", note.getBytes(UTF_8));
        Checked.log(log, KEY)
                .rejects("REPLACED checkpoint: it is the head of another log, example.com/another");
        Checked.log(log, KEY, "--origin", "example.com/another").accepts();
    }

    @Test
    void afterARotationEitherKeyWillDo() {
        SigningKey rotated = LogFolder.key(ORIGIN);
        log.checkpoint(rotated, SIGNED);
        Checked.log(log, KEY).contains("REPLACED checkpoint");
        Checked.log(log, KEY, "--key", rotated.verifier().text()).accepts();
    }

    @Test
    void aCheckpointThatIsNoNoteIsNamed() {
        log.put("checkpoint", "hello\n".getBytes(UTF_8));
        Checked.log(log, KEY).rejects("DAMAGED checkpoint: no empty line");
    }

    @Test
    void anOlderHeadThatNobodyTrustedSignedIsRefused() throws IOException {
        Checked.log(log, KEY, "--older", older(OTHER, SIGNED)).unreadable();
    }

    @Test
    void historyInTheLogIsComparedToo() {
        List<byte[]> forked = new ArrayList<>(SIGNED.subList(0, 100));
        forked.set(50, decision(51, "REJECTED"));
        log.put("history/100.checkpoint", head(KEY, forked).format().getBytes(UTF_8));
        log.put("history/20.checkpoint", head(KEY, SIGNED.subList(0, 20)).format().getBytes(UTF_8));
        log.put(
                "history/30.checkpoint",
                head(OTHER, SIGNED.subList(0, 30)).format().getBytes(UTF_8));
        Checked.log(log, KEY)
                .rejects(
                        "REPLACED history/30.checkpoint: no trusted key has signed it",
                        "FORKED records 20 to 99: history/100.checkpoint");
    }

    private String older(SigningKey key, List<byte[]> records) throws IOException {
        Path file = folder.resolve("older-" + records.size());
        Files.writeString(file, head(key, records).format());
        return file.toString();
    }
}
