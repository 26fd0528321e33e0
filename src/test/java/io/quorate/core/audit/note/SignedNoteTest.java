package io.quorate.core.audit.note;

import static io.quorate.drill.Vectors.ENOCH_LINE;
import static io.quorate.drill.Vectors.PETER_LINE;
import static io.quorate.drill.Vectors.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.drill.Vectors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedNoteTest {
    private static final VerifierKey PETER = VerifierKey.parse(Vectors.PETER).orThrow();
    private static final VerifierKey ENOCH = VerifierKey.parse(Vectors.ENOCH).orThrow();
    private static final SigningKey PETER_SECRET =
            SigningKey.parse(Vectors.PETER_SECRET, Vectors.PETER).orThrow();

    @Test
    void theKnownNotesVerify() {
        SignedNote both = note(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
        assertEquals(TEXT, both.text());
        assertEquals(Optional.empty(), both.flaw(PETER));
        assertEquals(Optional.empty(), both.flaw(ENOCH));
        VerifierKey example = VerifierKey.parse(Vectors.C2SP).orThrow();
        assertEquals(Optional.empty(), note(Vectors.C2SP_NOTE).flaw(example));
    }

    @Test
    void signingGivesTheKnownNote() {
        SignedNote signed = SignedNote.sign(TEXT, List.of(PETER_SECRET));
        assertEquals(TEXT + "\n" + PETER_LINE, signed.format());
    }

    @Test
    void aCheckpointOfALogInOperationVerifiesWithItsWitness() {
        SignedNote note = note(Vectors.ARCHE_NOTE);
        assertEquals(Optional.empty(), note.flaw(VerifierKey.parse(Vectors.ARCHE).orThrow()));
        assertEquals(Optional.empty(), note.flaw(VerifierKey.parse(Vectors.REMORA).orThrow()));
        Cosignature cosignature = Cosignature.of(note.signatures().getLast()).orThrow();
        assertEquals(0x6a122120L, cosignature.time().getEpochSecond());
    }

    @Test
    void aCosignatureCoversTheText() {
        SignedNote note = note(Vectors.ARCHE_NOTE.replace("1432088532", "1432088533"));
        VerifierKey remora = VerifierKey.parse(Vectors.REMORA).orThrow();
        assertEquals(Optional.of("the signature does not fit the text"), note.flaw(remora));
    }

    @Test
    void signaturesOfUnknownKeysAreIgnored() {
        SignedNote byEnoch = note(TEXT + "\n" + ENOCH_LINE);
        assertEquals(Optional.of("no signature is by PeterNeumann"), byEnoch.flaw(PETER));
        String misnamed = PETER_LINE.replace("PeterNeumann", "CarmenSandiego");
        assertTrue(note(TEXT + "\n" + misnamed).flaw(PETER).isPresent(), "same id, another name");
        String otherId = PETER_LINE.replace("x08g", "x08h");
        assertTrue(note(TEXT + "\n" + otherId).flaw(PETER).isPresent(), "same name, another id");
        assertEquals(Optional.empty(), note(TEXT + "\n" + misnamed + PETER_LINE).flaw(PETER));
    }

    @Test
    void aBadSignatureOfAKnownKeyCondemnsTheNote() {
        String bad = PETER_LINE.replace("ZJkuBS", "ZJkuBT");
        assertTrue(note(TEXT + "\n" + bad).flaw(PETER).isPresent());
        assertTrue(note(TEXT + "\n" + PETER_LINE + bad).flaw(PETER).isPresent());
    }

    @Test
    void onlyTheLastEmptyLineSeparates() {
        String text = "one\n\ntwo\n\n\nthree\n";
        String formatted = SignedNote.sign(text, List.of(PETER_SECRET)).format();
        SignedNote read = note(formatted);
        assertEquals(text, read.text());
        assertEquals(formatted, read.format());
        assertEquals(Optional.empty(), read.flaw(PETER));
    }

    @Test
    void theDashOfASignatureLineIsNoHyphen() {
        assertEquals('\u2014', PETER_SECRET.sign(TEXT).line().charAt(0));
        for (String dash : List.of("-", "--", "\u2013", "\u2015", "\u2212")) {
            malformed(TEXT + "\n" + PETER_LINE.replace("\u2014", dash));
        }
    }

    @Test
    void textOutsideAsciiIsSignedAsUtf8() {
        SignedNote signed = SignedNote.sign("ed è subito sera.\n", List.of(PETER_SECRET));
        SignedNote read = SignedNote.parse(signed.format().getBytes(UTF_8)).orThrow();
        assertEquals(Optional.empty(), read.flaw(PETER));
    }

    @ParameterizedTest
    @MethodSource("io.quorate.drill.Vectors#malformedNotes")
    void malformedNotesAreRefused(String note) {
        malformed(note);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] bytes = (TEXT + "\n" + PETER_LINE).getBytes(UTF_8);
        bytes[0] = (byte) 0xff;
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(bytes));
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(new byte[1_000_001]));
    }

    @Test
    void whatCannotBeReadCannotBeSigned() {
        List<SigningKey> keys = List.of(PETER_SECRET);
        assertThrows(IllegalArgumentException.class, () -> SignedNote.sign("no newline", keys));
        assertThrows(IllegalArgumentException.class, () -> SignedNote.sign("tab\there\n", keys));
        assertThrows(IllegalArgumentException.class, () -> SignedNote.sign("\ud800\n", keys));
        assertThrows(IllegalArgumentException.class, () -> SignedNote.sign("text\n", List.of()));
    }

    private static SignedNote note(String text) {
        return SignedNote.parse(text).orThrow();
    }

    private static void malformed(String note) {
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(note), note);
    }
}
