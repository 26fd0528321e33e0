package io.quorate.auditor.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.auditor.tree.Sha;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// A public key of a log that the auditor trusts, given as a vkey.
public final class TrustedKey {
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;

    /// The JDK takes the 32 bytes of a key in X.509 clothing only.
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] id;
    private final PublicKey key;

    private TrustedKey(String name, byte[] id, PublicKey key) {
        this.name = name;
        this.id = id;
        this.key = key;
    }

    /// Reads `name+id+key`, where the id must be that of name and key.
    public static TrustedKey parse(String vkey) throws Malformed {
        int first = vkey.indexOf('+');
        // The key is base64, in which a plus sign is a digit: only the first two separate.
        int second = vkey.indexOf('+', first + 1);
        if (first < 1 || second < 0) {
            throw new Malformed("a verifier key is name+id+key");
        }
        String name = vkey.substring(0, first);
        byte[] typed = Strict.base64(vkey.substring(second + 1));
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new Malformed("not the Ed25519 key of a log");
        }
        Note.checkName(name);
        byte[] id = id(name, typed);
        if (!HexFormat.of().formatHex(id).equals(vkey.substring(first + 1, second))) {
            throw new Malformed("the id does not belong to this name and key");
        }
        return new TrustedKey(name, id, key(typed));
    }

    public String name() {
        return name;
    }

    /// Whether a signature line says to be by this key: name and id, not one of them.
    boolean named(Note.Line line) {
        return line.name().equals(name) && Arrays.equals(line.keyId(), id);
    }

    boolean verifies(String text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text.getBytes(UTF_8));
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] id(String name, byte[] typed) {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes(name.getBytes(UTF_8));
        named.write('\n');
        named.writeBytes(typed);
        return Arrays.copyOf(new Sha().plain(named.toByteArray()), 4);
    }

    private static PublicKey key(byte[] typed) throws Malformed {
        byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
        System.arraycopy(typed, 1, encoded, X509.length, KEY_BYTES);
        try {
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            Signature.getInstance("Ed25519").initVerify(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new Malformed("not an Ed25519 key");
        }
    }
}
