package io.quorate.engine;

import io.quorate.core.audit.tree.Leaf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A record of something other than a decision on its way into the log: a label, a change of
/// standing or policy, an export. It takes no sequence number, as no call is owed an answer by it.
///
/// @param kind what stands in the leaf as `kind`: one word in lower case
/// @param at when it happened, as in the leaf, in whole microseconds
/// @param leaf canonical JSON of at most 65 535 bytes that names [Ledger#origin()] as its `origin`;
///   taken over, so that nobody may change it any more
/// @param contents the texts whose commitments stand in the leaf
public record Notice(String kind, Instant at, byte[] leaf, List<Content> contents) {
    public Notice {
        if (!kind.matches("[a-z][a-z_]{0,39}")) {
            throw new IllegalArgumentException("a kind is one word, not " + kind);
        }
        if (leaf.length == 0 || leaf.length > Leaf.BYTES_MAX) {
            throw new IllegalArgumentException("a leaf of " + leaf.length + " bytes");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        contents = List.copyOf(contents);
    }
}
