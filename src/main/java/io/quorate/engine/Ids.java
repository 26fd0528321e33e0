package io.quorate.engine;

import io.quorate.core.protocol.DecisionId;

/// What has to be unique or unpredictable.
public interface Ids {
    /// A name that no decision had before; MUST ascend roughly with time.
    DecisionId decision();

    /// A round's nonce, which nobody can guess before the round opens.
    String nonce();

    /// 32 fresh random bytes for one commitment.
    byte[] salt();

    /// A number from 0 up to, but not including, 1 that nobody can guess.
    double draw();
}
