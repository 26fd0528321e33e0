package io.quorate.engine.trail;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import java.util.Optional;

/// A record as the log holds it.
///
/// @param leaf canonical JSON
/// @param detail the rest of a record that names it by digest
/// @param leafHash SHA-256 over a zero byte and the leaf
public record RecordRow(
        Place place,
        Origin origin,
        String kind,
        byte[] leaf,
        Optional<byte[]> detail,
        Digest leafHash)
        implements Row {}
