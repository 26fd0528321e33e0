package io.quorate.auditor.source;

import java.io.IOException;
import java.io.InputStream;

/// Reading with a bound, so that no file and no archive can exhaust the memory.
final class Bounded {
    private Bounded() {}

    static byte[] read(InputStream in, int limit, String what) throws IOException {
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException(what + " is longer than " + limit + " bytes");
        }
        return bytes;
    }
}
