package io.quorate.core.protocol;

import java.util.regex.Pattern;

/// An agent's Ed25519 signature of its vote, with what the agent says it signed it for.
///
/// Only the notation is checked here, lower-case hexadecimal: lengths, the signature itself and
/// whether the claims fit the round are judged at admission.
///
/// @param submission the digest of the submission that the agent judged
/// @param round the round that the agent voted in, counted from 1
/// @param nonce the nonce that the agent was asked under
/// @param value the signature
public record Signature(String submission, int round, String nonce, String value) {
    private static final Pattern BYTES = Pattern.compile("([0-9a-f]{2})*");

    public Signature {
        if (!(isBytes(submission) && isBytes(nonce) && isBytes(value))) {
            throw new IllegalArgumentException("bytes are written in lower-case hexadecimal");
        }
    }

    private static boolean isBytes(String hex) {
        return BYTES.matcher(hex).matches();
    }
}
