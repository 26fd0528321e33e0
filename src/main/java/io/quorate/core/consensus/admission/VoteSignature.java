package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Transcript;
import io.quorate.core.protocol.Vote;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/// The Ed25519 signature (RFC 8032) of an agent over its vote: which bytes are signed, and whether
/// they were.
///
/// The bytes are those of the wire contract: `text` and `bytes` are prefixed by their length in 4
/// bytes, big-endian; a number is one byte 0 when absent, else one byte 1 and the 8 bytes of the
/// double.
///
///     text("quorate.vote.v1") submission_digest round bytes(nonce) text(agent_id)
///     text(choice) number(confidence) number(score)
public final class VoteSignature {
    private static final HexFormat HEX = HexFormat.of();

    /// What X.509 puts before the 32 bytes of an Ed25519 key.
    private static final byte[] KEY_PREFIX = HEX.parseHex("302a300506032b6570032100");

    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    private VoteSignature() {}

    /// The key of these 32 bytes in hexadecimal; empty when they are no Ed25519 key.
    public static Optional<PublicKey> key(String hex) {
        try {
            byte[] raw = HEX.parseHex(hex);
            if (raw.length != KEY_LENGTH) {
                return Optional.empty();
            }
            byte[] encoded = ByteBuffer.allocate(44).put(KEY_PREFIX).put(raw).array();
            return Optional.of(ed25519().generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    /// What an agent signs, by what it claims that the vote is for.
    public static byte[] signedBytes(Vote vote, Signature claims) {
        return new Transcript("quorate.vote.v1")
                .raw(HEX.parseHex(claims.submission()))
                .number(claims.round())
                .bytes(HEX.parseHex(claims.nonce()))
                .text(vote.agent().value())
                .text(vote.choice().map(Choice::value).orElse(Choice.ABSTAIN))
                .number(vote.confidence())
                .number(vote.score())
                .toBytes();
    }

    /// Whether the holder of the key signed this vote for what the signature claims.
    static boolean verifies(PublicKey key, Vote vote, Signature signature) {
        byte[] value = HEX.parseHex(signature.value());
        if (value.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signedBytes(vote, signature));
            return verifier.verify(value);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeyFactory ed25519() {
        try {
            return KeyFactory.getInstance("Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }
}
