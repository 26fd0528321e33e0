package io.quorate.engine.spool;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.RequestId;
import io.quorate.engine.Entry;

/// What a spooled decision is found by, without reading it.
///
/// @param sequence its number in the log
/// @param content of everything that the caller sent
public record Tag(
        long sequence, DecisionId decision, String service, RequestId request, Digest content) {

    public static Tag of(Entry entry) {
        var record = entry.record();
        return new Tag(
                record.sequence(),
                record.id(),
                record.service(),
                record.request(),
                entry.requestDigest());
    }

    /// A request, whatever its content.
    record Key(String service, RequestId request) {}

    Key key() {
        return new Key(service, request);
    }
}
