package io.quorate.wiring;

import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Ids;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/// Ids from the machine's random source. A decision's id is a UUID of version 7: its first 48 bits
/// are the time in milliseconds, so that decisions lie in the database as they came.
final class RandomIds implements Ids {
    private static final int NONCE_BYTES = 16;
    private static final int SALT_BYTES = 32;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();

    @Override
    public DecisionId decision() {
        long high = (System.currentTimeMillis() << 16) | VERSION_7 | (random.nextLong() & 0xfff);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new DecisionId(new UUID(high, low).toString());
    }

    @Override
    public String nonce() {
        return HexFormat.of().formatHex(bytes(NONCE_BYTES));
    }

    @Override
    public byte[] salt() {
        return bytes(SALT_BYTES);
    }

    @Override
    public double draw() {
        return random.nextDouble();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
