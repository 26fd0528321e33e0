package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.auditor.Verify;
import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.SigningKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A single receipt, checked with nothing but a key.
class ReceiptCheckTest {
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final List<byte[]> SIGNED = records(700);

    @TempDir Path folder;
    private LogFolder log;

    @BeforeEach
    void write() {
        log = new LogFolder(folder.resolve("log")).write(KEY, SIGNED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 511, 512, 640, 698, 699})
    void aReceiptProvesItsRecord(int index) throws IOException {
        Checked checked = check(receipt(index).format());
        assertEquals(Verify.OK, checked.status(), checked::toString);
        assertTrue(
                checked.report()
                        .contains("is number " + index + " of the 700 signed of " + ORIGIN));
    }

    @Test
    void noByteOfAReceiptCanBeChanged() throws IOException {
        byte[] receipt = receipt(300).format().getBytes(UTF_8);
        for (int at = 0; at < receipt.length; at++) {
            byte[] changed = receipt.clone();
            changed[at] ^= 1;
            assertEquals(Verify.DEFECTS, check(changed).status(), "changed at " + at);
        }
    }

    @Test
    void theWrongPlaceProvesNothing() throws IOException {
        String text = receipt(300).format();
        for (int index : new int[] {0, 299, 301, 556, 699, 700, 44}) {
            assertEquals(
                    Verify.DEFECTS,
                    check(text.replace("index 300\n", "index " + index + "\n")).status());
        }
    }

    @Test
    void aProofWithOneHashMoreOrLessProvesNothing() throws IOException {
        Receipt receipt = receipt(300);
        List<io.quorate.core.protocol.Digest> path = receipt.path();
        Receipt shorter =
                new Receipt(
                        300,
                        path.subList(0, path.size() - 1),
                        receipt.checkpoint(),
                        receipt.extra());
        assertEquals(Verify.DEFECTS, check(shorter.format()).status());
        List<io.quorate.core.protocol.Digest> more = new java.util.ArrayList<>(path);
        more.add(path.getFirst());
        Receipt longer = new Receipt(300, more, receipt.checkpoint(), receipt.extra());
        assertEquals(Verify.DEFECTS, check(longer.format()).status());
    }

    @Test
    void aReceiptWithoutItsRecordNeedsTheRecord() throws IOException {
        Receipt receipt = receipt(300);
        Receipt bare = new Receipt(300, receipt.path(), receipt.checkpoint(), Optional.empty());
        check(bare.format()).unreadable();
        Path record = folder.resolve("record.json");
        Files.write(record, SIGNED.get(300));
        assertEquals(Verify.OK, check(bare.format(), "--record", record.toString()).status());
        Files.write(record, SIGNED.get(301));
        assertEquals(Verify.DEFECTS, check(bare.format(), "--record", record.toString()).status());
    }

    @Test
    void aReceiptOfAnotherKeyProvesNothing() throws IOException {
        SigningKey other = LogFolder.key(ORIGIN);
        assertEquals(Verify.DEFECTS, check(log.receipt(other, SIGNED, 5).format()).status());
    }

    @Test
    void aReceiptInTheOnlyRecordOfALogHasNoHashes() throws IOException {
        LogFolder one = new LogFolder(folder.resolve("one")).write(KEY, SIGNED.subList(0, 1));
        Receipt receipt = one.receipt(KEY, SIGNED.subList(0, 1), 0);
        assertEquals(List.of(), receipt.path());
        assertEquals(Verify.OK, check(receipt.format()).status());
    }

    private Receipt receipt(int index) {
        return log.receipt(KEY, SIGNED, index);
    }

    private Checked check(String receipt, String... more) throws IOException {
        return check(receipt.getBytes(UTF_8), more);
    }

    private Checked check(byte[] receipt, String... more) throws IOException {
        Path file = folder.resolve("a.tlog-proof");
        Files.write(file, receipt);
        List<String> args = new java.util.ArrayList<>(List.of(file.toString(), "--key"));
        args.add(KEY.verifier().text());
        args.addAll(List.of(more));
        return Checked.ask(args.toArray(String[]::new));
    }
}
