package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// The append-only log of one origin.
///
/// An implementation MUST append whole entries in the order in which they were handed over, MUST NOT
/// block the caller, MUST complete each stage with a value for whatever the world does, and MUST
/// bound what waits.
public interface Ledger {
    /// Takes the next sequence number of this origin, without a gap; every number taken MUST appear
    /// in a record sooner or later, or be named as lost.
    long takeSequence();

    /// Appends one entry. Completes when it is as durable as the entry asks, or with what prevented
    /// it; MUST NOT have appended anything in that case.
    CompletionStage<Append> append(Entry entry);

    /// The stored decision of that name, of whichever origin.
    CompletionStage<Lookup> find(DecisionId id);

    /// What came of an append.
    sealed interface Append {
        /// It stands in the log.
        record Appended(Stored stored) implements Append {}

        /// The same caller's request of the same content was decided before; this is that decision.
        record Repeated(Stored first) implements Append {}

        /// The caller used this request id for other content before.
        record Conflicting(DecisionId first) implements Append {}

        /// Nothing was appended: the log could not be reached.
        record Unavailable(String cause) implements Append {}

        /// Nothing was appended: as much waits already as may wait.
        record Full() implements Append {}
    }

    /// What came of a look-up.
    sealed interface Lookup {
        record Found(Stored stored) implements Lookup {}

        record Unknown() implements Lookup {}

        record Unavailable(String cause) implements Lookup {}
    }

    /// A decision as the log holds it.
    ///
    /// @param record read back from the leaf; its texts are those whose content is not erased
    /// @param leaf the canonical JSON
    /// @param submission the digest of the submission; empty once it is erased
    /// @param logIndex its place in the origin's log; empty while it is not committed
    record Stored(
            DecisionRecord record,
            byte[] leaf,
            Digest leafHash,
            Optional<Digest> submission,
            OptionalLong logIndex) {}
}
