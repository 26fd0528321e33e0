package io.quorate.core.audit.decision;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.protocol.Digest;
import java.util.Map;
import java.util.Optional;

/// The bytes of one decision in the log.
///
/// @param bytes the leaf: canonical JSON of at most 65 535 bytes
/// @param detail what the leaf names by digest because it is too much for it; empty when the leaf
///   holds everything
public record DecisionLeaf(byte[] bytes, Optional<byte[]> detail) {
    /// How many votes a leaf holds by itself.
    public static final int VOTES_MAX = 128;

    /// The length of an entry is served in 16 bits.
    public static final int BYTES_MAX = 65_535;

    /// The leaf of a record.
    ///
    /// @throws io.quorate.core.audit.json.NotCanonical if a text in it is no valid Unicode
    public static DecisionLeaf of(DecisionRecord record) {
        CanonicalJson json = new CanonicalJson();
        if (votes(record) <= VOTES_MAX) {
            byte[] whole = json.write(DecisionShape.WHOLE, record);
            if (whole.length <= BYTES_MAX) {
                return new DecisionLeaf(whole, Optional.empty());
            }
        }
        byte[] detail = json.write(DecisionShape.DETAIL, record);
        DecisionShape.Split split =
                new DecisionShape.Split(record, Digest.of(detail), detail.length, votes(record));
        return new DecisionLeaf(json.write(DecisionShape.SPLIT, split), Optional.of(detail));
    }

    /// The record that was written.
    ///
    /// @param texts the votes' texts that still exist, by slot, see
    ///   [io.quorate.core.audit.ContentText]
    /// @throws IllegalArgumentException if the bytes are not the leaf and detail of a decision
    public DecisionRecord read(Map<String, byte[]> texts) {
        return DecisionReader.read(this, texts);
    }

    private static int votes(DecisionRecord record) {
        return record.findings().pools().stream()
                .flatMap(pool -> pool.rounds().stream())
                .mapToInt(round -> round.votes().size())
                .sum();
    }
}
