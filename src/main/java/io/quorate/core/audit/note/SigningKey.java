package io.quorate.core.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// An Ed25519 private key with the [VerifierKey] that belongs to it: what a log signs with.
public final class SigningKey {
    private static final int SEED_BYTES = 32;
    private static final String SCHEME = "PRIVATE+KEY+";

    /// What PKCS#8 puts before the 32 bytes.
    private static final byte[] PKCS8_PREFIX =
            HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final PrivateKey key;
    private final byte[] seed;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, byte[] seed, VerifierKey verifier) {
        this.key = key;
        this.seed = seed;
        this.verifier = verifier;
    }

    /// The key of that name from a pair that the JDK made; where its randomness comes from is up to
    /// the caller.
    public static Parsed<SigningKey> of(String name, KeyPair pair) {
        byte[] encoded = pair.getPrivate().getEncoded();
        boolean known =
                encoded != null
                        && encoded.length == PKCS8_PREFIX.length + SEED_BYTES
                        && Arrays.equals(
                                encoded,
                                0,
                                PKCS8_PREFIX.length,
                                PKCS8_PREFIX,
                                0,
                                PKCS8_PREFIX.length);
        if (!known) {
            return new Parsed.Malformed<>("not an Ed25519 private key");
        }
        byte[] seed = Arrays.copyOfRange(encoded, PKCS8_PREFIX.length, encoded.length);
        return VerifierKey.of(name, KeyType.NOTE, pair.getPublic())
                .then(verifier -> of(pair.getPrivate(), seed, verifier));
    }

    /// Reads the two lines of a key file: the private key as Go's note package writes it,
    /// `PRIVATE+KEY+name+id+seed`, and the vkey. No reason quotes any of it.
    public static Parsed<SigningKey> parse(String skey, String vkey) {
        if (!skey.startsWith(SCHEME)) {
            return new Parsed.Malformed<>("a private key begins with " + SCHEME);
        }
        String[] parts = skey.substring(SCHEME.length()).split("\\+", 3);
        if (parts.length < 3) {
            return new Parsed.Malformed<>("a private key is PRIVATE+KEY+name+id+seed");
        }
        return VerifierKey.parse(vkey).then(verifier -> parse(parts, verifier));
    }

    private static Parsed<SigningKey> parse(String[] parts, VerifierKey verifier) {
        boolean same =
                parts[0].equals(verifier.name())
                        && parts[1].equals(VerifierKey.idText(verifier.id()));
        if (!same || verifier.type() != KeyType.NOTE) {
            return new Parsed.Malformed<>("the private and the public key are not a pair");
        }
        if (!(Base64Text.parse(parts[2]) instanceof Parsed.Ok<byte[]>(byte[] typed))
                || typed.length != 1 + SEED_BYTES
                || typed[0] != KeyType.NOTE.identifier()) {
            return new Parsed.Malformed<>("not an Ed25519 private key");
        }
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SEED_BYTES);
        System.arraycopy(seed, 0, encoded, PKCS8_PREFIX.length, SEED_BYTES);
        try {
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return of(key, seed, verifier);
        } catch (GeneralSecurityException e) {
            return new Parsed.Malformed<>("not an Ed25519 private key");
        }
    }

    private static Parsed<SigningKey> of(PrivateKey key, byte[] seed, VerifierKey verifier) {
        SigningKey signing = new SigningKey(key, seed, verifier);
        // A public key from another pair would sign checkpoints that nobody can verify.
        Optional<String> flaw = verifier.flaw("pair\n", signing.sign("pair\n"));
        return flaw.isEmpty()
                ? new Parsed.Ok<>(signing)
                : new Parsed.Malformed<>("the private and the public key are not a pair");
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /// The private line of the key file: a secret.
    public String secretText() {
        byte[] typed = new byte[1 + SEED_BYTES];
        typed[0] = KeyType.NOTE.identifier();
        System.arraycopy(seed, 0, typed, 1, SEED_BYTES);
        String id = VerifierKey.idText(verifier.id());
        return SCHEME + verifier.name() + "+" + id + "+" + Base64Text.of(typed);
    }

    /// The signature under `text`, which ends in a newline.
    public NoteSignature sign(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text.getBytes(UTF_8));
            byte[] signature = ed25519.sign();
            byte[] withId =
                    ByteBuffer.allocate(Integer.BYTES + signature.length)
                            .putInt(verifier.id())
                            .put(signature)
                            .array();
            return new NoteSignature(verifier.name(), Base64Text.of(withId));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform signs with Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "the private key of " + verifier;
    }
}
