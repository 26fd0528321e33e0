package io.quorate.drill;

import io.quorate.core.audit.Commitment;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Ids;
import java.security.SecureRandom;
import java.util.UUID;

/// Ids and salts as a sidecar draws them.
public enum TestIds implements Ids {
    RANDOM;

    private static final SecureRandom SOURCE = new SecureRandom();

    @Override
    public DecisionId decision() {
        return new DecisionId(UUID.randomUUID().toString());
    }

    @Override
    public String nonce() {
        return UUID.randomUUID().toString();
    }

    @Override
    public byte[] salt() {
        byte[] salt = new byte[Commitment.SALT_BYTES];
        SOURCE.nextBytes(salt);
        return salt;
    }

    @Override
    public double draw() {
        return SOURCE.nextDouble();
    }
}
