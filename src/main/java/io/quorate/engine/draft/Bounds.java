package io.quorate.engine.draft;

import io.quorate.core.policy.Policy;

/// How much of everything one request may hold; the numbers are part of the wire contract.
///
/// Sizes are bytes of UTF-8.
final class Bounds {
    static final int ID = 128;
    static final int TEXT = 256 * 1024;
    static final int SOURCE = 1024 * 1024;
    static final int TITLE = 1024;
    static final int SUBJECT = 256;
    static final int TAG = 256;
    static final int REASONING = 16 * 1024;
    static final int ABSTENTION = 1024;
    static final int QUOTE = 16 * 1024;

    static final int POOLS = Policy.POOLS_MAX;
    static final int VOTES = 1_000;
    static final int CANDIDATES = 100;
    static final int ENTITIES = 100;
    static final int SOURCES = 100;
    static final int TAGS = 32;
    static final int QUOTATIONS = 32;

    static final int NONCE_MIN = 16;
    static final int NONCE = 64;

    /// Of a digest, nonce or signature in hexadecimal.
    static final int HEX = 2 * NONCE;

    private Bounds() {}
}
