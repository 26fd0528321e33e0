package io.quorate.engine;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.aside.AsideLeaf;
import io.quorate.core.audit.aside.AsideRecord;
import io.quorate.core.audit.tree.Leaf;
import java.util.ArrayList;
import java.util.List;

/// Makes notices of what agents were asked beside the calls.
public final class Asides {
    private Asides() {}

    /// The notice; a round that is too much for a leaf goes among the contents.
    ///
    /// @param contents what the record has commitments of
    public static Notice notice(AsideRecord record, List<Content> contents, Ids ids) {
        byte[] leaf = AsideLeaf.of(record);
        if (leaf.length <= Leaf.BYTES_MAX) {
            return new Notice(AsideLeaf.kind(record), record.head().at(), leaf, contents);
        }
        byte[] salt = ids.salt();
        byte[] round = AsideLeaf.round(record);
        AsideRecord apart = record.with(AsideLeaf.ROUND, Commitment.of(salt, round));
        List<Content> more = new ArrayList<>(contents);
        more.add(new Content(AsideLeaf.ROUND, salt, round));
        return new Notice(AsideLeaf.kind(record), record.head().at(), AsideLeaf.of(apart), more);
    }
}
