package io.quorate.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.format.Note;
import io.quorate.auditor.format.ProofFile;
import io.quorate.auditor.format.TrustedKey;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.note.SigningKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The checker's own readers, before the same vectors as the writer's.
class CheckerFormatsTest {
    @Test
    void theKnownNotesAreTrusted() throws Malformed {
        String both = Vectors.TEXT + "\n" + Vectors.PETER_LINE + Vectors.ENOCH_LINE;
        assertEquals(Vectors.TEXT, note(both).text());
        assertEquals(Optional.empty(), note(both).distrust(keys(Vectors.PETER)));
        assertEquals(Optional.empty(), note(both).distrust(keys(Vectors.ENOCH)));
        assertEquals(Optional.empty(), note(Vectors.C2SP_NOTE).distrust(keys(Vectors.C2SP)));
        assertEquals(Optional.empty(), note(Vectors.ARCHE_NOTE).distrust(keys(Vectors.ARCHE)));
    }

    @Test
    void signaturesOfOtherKeysDoNotCount() throws Malformed {
        String misnamed = Vectors.PETER_LINE.replace("PeterNeumann", "CarmenSandiego");
        String otherId = Vectors.PETER_LINE.replace("x08g", "x08h");
        for (String line : List.of(Vectors.ENOCH_LINE, misnamed, otherId)) {
            assertEquals(
                    Optional.of("no trusted key has signed it"),
                    note(Vectors.TEXT + "\n" + line).distrust(keys(Vectors.PETER)));
        }
    }

    @Test
    void aFalseSignatureCondemnsTheNoteBesideAGoodOne() throws Malformed {
        String bad = Vectors.PETER_LINE.replace("ZJkuBS", "ZJkuBT");
        String text = Vectors.TEXT + "\n" + Vectors.PETER_LINE + bad;
        assertEquals(
                Optional.of("its signature by PeterNeumann is false"),
                note(text).distrust(keys(Vectors.PETER)));
    }

    @Test
    void onlyTheLastEmptyLineSeparates() throws Malformed {
        SigningKey peter = SigningKey.parse(Vectors.PETER_SECRET, Vectors.PETER).orThrow();
        String text = "one\n\ntwo\n\n\nthree\n";
        Note read = note(SignedNote.sign(text, List.of(peter)).format());
        assertEquals(text, read.text());
        assertEquals(Optional.empty(), read.distrust(keys(Vectors.PETER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--", "\u2013", "\u2015", "\u2212"})
    void theDashOfASignatureLineIsNoHyphen(String dash) {
        String line = Vectors.PETER_LINE.replace("\u2014", dash);
        assertThrows(Malformed.class, () -> note(Vectors.TEXT + "\n" + line));
    }

    @ParameterizedTest
    @MethodSource("io.quorate.drill.Vectors#malformedNotes")
    void malformedNotesAreRefused(String note) {
        assertThrows(Malformed.class, () -> note(note));
    }

    @ParameterizedTest
    @MethodSource("io.quorate.drill.Vectors#malformedCheckpoints")
    void malformedCheckpointsAreRefused(String text) {
        assertThrows(Malformed.class, () -> Head.parse(text));
    }

    @ParameterizedTest
    @MethodSource("io.quorate.drill.Vectors#malformedReceipts")
    void malformedReceiptsAreRefused(String receipt) {
        assertThrows(Malformed.class, () -> ProofFile.parse(receipt.getBytes(UTF_8)));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] bytes = (Vectors.TEXT + "\n" + Vectors.PETER_LINE).getBytes(UTF_8);
        bytes[0] = (byte) 0xff;
        assertThrows(Malformed.class, () -> Note.parse(bytes));
        assertThrows(Malformed.class, () -> Note.parse(new byte[1_000_001]));
    }

    @ParameterizedTest
    @ValueSource(strings = {Vectors.PETER, Vectors.ENOCH, Vectors.C2SP, Vectors.PLUS})
    void noManglingOfAKeyIsAccepted(String vkey) throws Malformed {
        assertTrue(vkey.startsWith(TrustedKey.parse(vkey).name() + "+"));
        for (int i = 0; i < vkey.length(); i++) {
            String next =
                    vkey.substring(0, i) + (char) (vkey.charAt(i) + 1) + vkey.substring(i + 1);
            assertThrows(Malformed.class, () -> TrustedKey.parse(next));
            String cut = vkey.substring(0, i);
            assertThrows(Malformed.class, () -> TrustedKey.parse(cut));
            String late = vkey.substring(i + 1);
            assertThrows(Malformed.class, () -> TrustedKey.parse(late));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                Vectors.REMORA,
                Vectors.PETER_SECRET
            })
    void keysThatAreNoKeyOfALogAreRefused(String vkey) {
        assertThrows(Malformed.class, () -> TrustedKey.parse(vkey));
    }

    private static Note note(String text) throws Malformed {
        return Note.parse(text.getBytes(UTF_8));
    }

    private static List<TrustedKey> keys(String vkey) throws Malformed {
        return List.of(TrustedKey.parse(vkey));
    }
}
