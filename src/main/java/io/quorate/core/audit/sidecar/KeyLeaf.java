package io.quorate.core.audit.sidecar;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The bytes of the record that a key will sign this log from now on.
public final class KeyLeaf {
    /// What stands in the leaf as `kind`.
    public static final String KIND = "log_key";

    private static final long VERSION = 1;

    private record Introduced(Origin origin, Instant at, String vkey) {}

    private static final Shape<Introduced> SHAPE =
            Shape.of(
                    Introduced.class,
                    key ->
                            key.whole("v", _ -> VERSION)
                                    .constant("kind", KIND)
                                    .text("origin", k -> k.origin().value())
                                    .time("at", Introduced::at)
                                    .text("public_key", Introduced::vkey));

    private KeyLeaf() {}

    /// @param vkey the public key as an auditor keeps it
    public static byte[] of(Origin origin, Instant at, String vkey) {
        return new CanonicalJson()
                .write(SHAPE, new Introduced(origin, at.truncatedTo(ChronoUnit.MICROS), vkey));
    }
}
