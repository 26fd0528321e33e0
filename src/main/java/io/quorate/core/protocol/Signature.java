package io.quorate.core.protocol;

import java.util.HexFormat;

/// An agent's Ed25519 signature over its vote, with what the agent says it voted on.
///
/// Nothing is checked here: that the claims fit the round and the value fits the key is decided at
/// admission.
///
/// @param submission the digest of the submission that the agent judged, in hexadecimal
/// @param round the round that it voted in, counted from 1
/// @param nonce the nonce that it was asked under, in hexadecimal
/// @param value the signature, in hexadecimal
public record Signature(String submission, int round, String nonce, String value) {
    public static Signature of(byte[] submission, int round, byte[] nonce, byte[] value) {
        HexFormat hex = HexFormat.of();
        return new Signature(
                hex.formatHex(submission), round, hex.formatHex(nonce), hex.formatHex(value));
    }
}
