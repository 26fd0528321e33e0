package io.quorate.core.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.protocol.Digest;
import io.quorate.drill.Vectors;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptTest {
    private static final SignedNote HEAD = SignedNote.parse(Vectors.ARCHE_NOTE).orThrow();
    private static final Digest ONE = Digest.of(new byte[] {1});
    private static final Digest TWO = Digest.of(new byte[] {2});
    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";

    @Test
    void aReceiptIsLaidOutAsSpecified() {
        Receipt receipt = Receipt.of(5, "leaf".getBytes(UTF_8), List.of(ONE, TWO), HEAD);
        String text =
                HEADER
                        + "extra bGVhZg==\n"
                        + "index 5\n"
                        + Base64Text.of(ONE)
                        + "\n"
                        + Base64Text.of(TWO)
                        + "\n\n"
                        + Vectors.ARCHE_NOTE;
        assertEquals(text, receipt.format());
        assertEquals(receipt, Receipt.parse(text).orThrow());
        assertArrayEquals("leaf".getBytes(UTF_8), receipt.leaf().orElseThrow());
    }

    @Test
    void extraAndHashesMayBeAbsent() {
        Receipt receipt = new Receipt(0, List.of(), HEAD, Optional.empty());
        String text = HEADER + "index 0\n\n" + Vectors.ARCHE_NOTE;
        assertEquals(text, receipt.format());
        assertEquals(receipt, Receipt.parse(text).orThrow());
        assertEquals(Optional.empty(), receipt.leaf());
    }

    @ParameterizedTest
    @MethodSource("io.quorate.drill.Vectors#malformedReceipts")
    void malformedReceiptsAreRefused(String receipt) {
        assertInstanceOf(Parsed.Malformed.class, Receipt.parse(receipt));
    }

    @Test
    void aWitnessIsAskedAsSpecified() {
        WitnessRequest request = new WitnessRequest(4, List.of(ONE), HEAD);
        assertEquals("old 4\n" + Base64Text.of(ONE) + "\n\n" + Vectors.ARCHE_NOTE, request.body());
        assertEquals(
                "old 0\n\n" + Vectors.ARCHE_NOTE, new WitnessRequest(0, List.of(), HEAD).body());
        assertThrows(
                IllegalArgumentException.class, () -> new WitnessRequest(0, List.of(ONE), HEAD));
        assertThrows(IllegalArgumentException.class, () -> new WitnessRequest(-1, List.of(), HEAD));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WitnessRequest(4, Collections.nCopies(64, ONE), HEAD));
    }
}
