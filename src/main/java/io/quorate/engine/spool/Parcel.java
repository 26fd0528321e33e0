package io.quorate.engine.spool;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.Digest;
import io.quorate.engine.Content;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A decision as the spool holds it: the entry, and the bytes that it will be in the log.
public record Parcel(Entry entry, DecisionLeaf leaf) {

    /// @throws io.quorate.core.audit.json.NotCanonical if a text in it is no valid Unicode
    public static Parcel of(Entry entry) {
        return new Parcel(entry, DecisionLeaf.of(entry.record()));
    }

    /// The parcel that was packed from these parts.
    ///
    /// @throws IllegalArgumentException if the bytes are not those of a decision
    public static Parcel of(
            DecisionLeaf leaf, Digest request, Digest submission, List<Content> contents) {
        Map<String, byte[]> texts = new HashMap<>();
        contents.forEach(content -> texts.put(content.slot(), content.text()));
        return new Parcel(new Entry(leaf.read(texts), request, submission, contents), leaf);
    }

    /// What it is found by.
    Tag tag() {
        return Tag.of(entry);
    }

    /// The decision as it is answered while it has no place in the log.
    Stored stored() {
        return new Stored(
                entry.record(),
                leaf.bytes(),
                Leaf.of(leaf.bytes()).hash(),
                Optional.of(entry.submission()),
                OptionalLong.empty());
    }
}
