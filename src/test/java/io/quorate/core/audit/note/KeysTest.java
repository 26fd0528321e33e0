package io.quorate.core.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import io.quorate.drill.Vectors;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {Vectors.PETER, Vectors.ENOCH, Vectors.C2SP, Vectors.PLUS, Vectors.REMORA})
    void knownKeysAreReadAndWritten(String vkey) {
        assertEquals(vkey, VerifierKey.parse(vkey).orThrow().text());
    }

    @Test
    void aCosignatureKeyIsAnotherKeyThanANoteKeyOfTheSameBytes() {
        byte[] raw = new byte[32];
        VerifierKey note = VerifierKey.of("w", KeyType.NOTE, raw).orThrow();
        VerifierKey cosignature = VerifierKey.of("w", KeyType.COSIGNATURE, raw).orThrow();
        assertNotEquals(note, cosignature);
        assertNotEquals(note.id(), cosignature.id());
    }

    @Test
    void noManglingOfAKeyIsAccepted() {
        String vkey = Vectors.PETER;
        for (int i = 0; i < vkey.length(); i++) {
            for (int j = i + 1; j <= vkey.length(); j++) {
                if (i != 0 || j != vkey.length()) {
                    malformed(vkey.substring(i, j));
                }
            }
            malformed(incremented(vkey, i));
        }
    }

    @Test
    void keysOfOtherLengthsAndTypesAreRefused() {
        malformed("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==");
        malformed("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        malformed("");
        malformed("++");
        malformed("a b+00000000+" + Base64Text.of(new byte[33]));
    }

    @Test
    void bytesThatAreNoPointAreRefused() {
        byte[] noPoint = new byte[32];
        noPoint[0] = 2;
        assertInstanceOf(Parsed.Malformed.class, VerifierKey.of("name", KeyType.NOTE, noPoint));
    }

    @Test
    void aKnownPrivateKeyIsReadAndWritten() {
        SigningKey key = SigningKey.parse(Vectors.PETER_SECRET, Vectors.PETER).orThrow();
        assertEquals(Vectors.PETER_SECRET, key.secretText());
        assertEquals(Vectors.PETER, key.verifier().text());
        assertFalse(key.toString().contains("AYEKFALV"));
    }

    @Test
    void noManglingOfAPrivateKeyIsAcceptedOrQuoted() {
        String skey = Vectors.PETER_SECRET;
        for (int i = 0; i < skey.length(); i++) {
            List<String> mangled = List.of(incremented(skey, i), skey.substring(0, i));
            for (String secret : mangled) {
                if (SigningKey.parse(secret, Vectors.PETER)
                        instanceof Parsed.Malformed<SigningKey>(String reason)) {
                    assertFalse(reason.contains("AYEK"), reason);
                } else {
                    throw new AssertionError("accepted with a change at " + i);
                }
            }
        }
        assertInstanceOf(Parsed.Malformed.class, SigningKey.parse(skey, Vectors.ENOCH));
    }

    @Test
    void aPairOfTheJdkBecomesAKeyAndComesBackFromItsTwoLines() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SigningKey made = SigningKey.of("example.com/log", pair).orThrow();
        SigningKey read = SigningKey.parse(made.secretText(), made.verifier().text()).orThrow();
        NoteSignature signature = read.sign("text\n");
        assertEquals(made.sign("text\n"), signature);
        assertEquals(Optional.empty(), made.verifier().flaw("text\n", signature));
        assertEquals(
                Optional.of("the signature does not fit the text"),
                made.verifier().flaw("text \n", signature));
    }

    @Test
    void halvesOfTwoPairsAreRefused() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        KeyPair one = generator.generateKeyPair();
        KeyPair other = generator.generateKeyPair();
        KeyPair mixed = new KeyPair(other.getPublic(), one.getPrivate());
        assertInstanceOf(Parsed.Malformed.class, SigningKey.of("log", mixed));
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertInstanceOf(Parsed.Malformed.class, SigningKey.of("log", rsa));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\tb", "a\u0085b", "a\u3000b", "a\nb", "\ud800"})
    void namesThatASignatureLineCannotCarryAreRefused(String name) {
        assertInstanceOf(Parsed.Malformed.class, VerifierKey.of(name, KeyType.NOTE, new byte[32]));
    }

    private static String incremented(String text, int at) {
        return text.substring(0, at) + (char) (text.charAt(at) + 1) + text.substring(at + 1);
    }

    private static void malformed(String vkey) {
        assertInstanceOf(Parsed.Malformed.class, VerifierKey.parse(vkey), vkey);
    }
}
