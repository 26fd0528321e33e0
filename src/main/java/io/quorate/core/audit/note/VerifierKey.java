package io.quorate.core.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.audit.bytes.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// An Ed25519 public key with a name, as an auditor keeps it: `name+id+key`, a *vkey*.
public final class VerifierKey {
    private static final int KEY_BYTES = 32;

    /// What X.509 puts before the 32 bytes; the JDK reads and writes keys with it only.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final KeyType type;
    private final byte[] raw;
    private final PublicKey key;
    private final int id;

    private VerifierKey(String name, KeyType type, byte[] raw, PublicKey key) {
        this.name = name;
        this.type = type;
        this.raw = raw;
        this.key = key;
        this.id = id(name, type, raw);
    }

    /// The key of that name with these 32 bytes, or why it is none.
    public static Parsed<VerifierKey> of(String name, KeyType type, byte[] raw) {
        Optional<String> flaw = KeyName.flaw(name);
        if (flaw.isPresent()) {
            return new Parsed.Malformed<>(flaw.get());
        }
        if (raw.length != KEY_BYTES) {
            return new Parsed.Malformed<>("an Ed25519 key has 32 bytes, not " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            // The JDK looks at the point only when it is asked to verify.
            Signature.getInstance("Ed25519").initVerify(key);
            return new Parsed.Ok<>(new VerifierKey(name, type, raw.clone(), key));
        } catch (GeneralSecurityException e) {
            return new Parsed.Malformed<>("not an Ed25519 public key");
        }
    }

    /// The key of that name that the JDK made.
    public static Parsed<VerifierKey> of(String name, KeyType type, PublicKey key) {
        byte[] encoded = key.getEncoded();
        boolean known =
                encoded != null
                        && encoded.length == X509_PREFIX.length + KEY_BYTES
                        && Arrays.equals(
                                encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length);
        return known
                ? of(name, type, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length))
                : new Parsed.Malformed<>("not an Ed25519 public key");
    }

    /// Reads a vkey. The base64 at its end may itself contain plus signs.
    public static Parsed<VerifierKey> parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length < 3) {
            return new Parsed.Malformed<>("a verifier key is name+id+key");
        }
        return Base64Text.parse(parts[2])
                .then(typed -> ofTyped(parts[0], typed))
                .then(key ->
                        key.idText().equals(parts[1].toLowerCase(Locale.ROOT))
                                ? new Parsed.Ok<>(key)
                                : new Parsed.Malformed<>("the id of this key is " + key.idText()));
    }

    private static Parsed<VerifierKey> ofTyped(String name, byte[] typed) {
        Optional<KeyType> type = typed.length == 0 ? Optional.empty() : KeyType.of(typed[0]);
        return type.isPresent()
                ? of(name, type.get(), Arrays.copyOfRange(typed, 1, typed.length))
                : new Parsed.Malformed<>("not a type of key that is known here");
    }

    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    /// The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key): finds the key, proves nothing.
    public int id() {
        return id;
    }

    /// The key as a vkey.
    public String text() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = type.identifier();
        System.arraycopy(raw, 0, typed, 1, KEY_BYTES);
        return name + "+" + idText() + "+" + Base64Text.of(typed);
    }

    /// Whether this is the key by which `signature` says to be made; the name alone, or the id
    /// alone, is not enough.
    public boolean signed(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /// Why `signature` is not one of this key under `text`; empty if it is.
    public Optional<String> flaw(String text, NoteSignature signature) {
        if (!signed(signature)) {
            return Optional.of("it is by another key");
        }
        byte[] bytes = signature.bytes();
        return switch (type) {
            case NOTE -> flaw(text.getBytes(UTF_8), bytes);
            case COSIGNATURE ->
                    switch (Cosignature.parse(bytes)) {
                        case Parsed.Malformed(String reason) -> Optional.of(reason);
                        case Parsed.Ok(Cosignature cosignature) ->
                                flaw(
                                        Cosignature.message(cosignature.time(), text),
                                        cosignature.signature());
                    };
        };
    }

    private Optional<String> flaw(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature)
                    ? Optional.empty()
                    : Optional.of("the signature does not fit the text");
        } catch (GeneralSecurityException e) {
            return Optional.of("not an Ed25519 signature");
        }
    }

    static String idText(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    private String idText() {
        return idText(id);
    }

    private static int id(String name, KeyType type, byte[] raw) {
        byte[] hash =
                new Sha256()
                        .add(name.getBytes(UTF_8))
                        .add((byte) '\n')
                        .add(type.identifier())
                        .add(raw)
                        .hash();
        return ByteBuffer.wrap(hash).getInt();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key
                && key.name.equals(name)
                && key.type == type
                && Arrays.equals(key.raw, raw);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return text();
    }
}
