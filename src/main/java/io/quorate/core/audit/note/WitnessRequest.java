package io.quorate.core.audit.note;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.protocol.Digest;
import java.util.List;

/// What a witness is asked for: to cosign a checkpoint, given that it continues the one it cosigned
/// last (the body of C2SP tlog-witness's `add-checkpoint`). It answers with signature lines, see
/// [SignedNote#parseLines(String)].
///
/// @param older the size that the witness cosigned last; 0 if it has seen none
/// @param proof of consistency from `older` to the checkpoint; empty if `older` is 0
public record WitnessRequest(long older, List<Digest> proof, SignedNote checkpoint) {
    private static final int PROOF_MAX = 63;

    public WitnessRequest {
        proof = List.copyOf(proof);
        if (older < 0 || (older == 0 && !proof.isEmpty()) || proof.size() > PROOF_MAX) {
            throw new IllegalArgumentException("no such proof from size " + older);
        }
    }

    public String body() {
        StringBuilder body = new StringBuilder("old ").append(older).append('\n');
        proof.forEach(hash -> body.append(Base64Text.of(hash)).append('\n'));
        return body.append('\n').append(checkpoint.format()).toString();
    }
}
