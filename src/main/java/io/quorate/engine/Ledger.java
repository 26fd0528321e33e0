package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// The append-only log of one origin.
///
/// An implementation MUST append whole entries and notices in the order in which they were handed
/// over, MUST NOT block the caller, MUST complete each stage with a value for whatever the world
/// does, and MUST bound what waits.
///
/// A caller MUST hand every number that it took either to [#append] or to [#forgo], once.
public interface Ledger {
    /// The origin whose log this is; never changes while the sidecar runs.
    Origin origin();

    /// What an entry that is made now is recorded with, where this is asked for: less than that
    /// only if the database is away and the pool's policy allows it.
    default Durability promise(Durability asked, WhenStoreAway whenAway) {
        return asked;
    }

    /// Takes the next sequence number of this origin, without a gap. Every number taken MUST appear
    /// in a record sooner or later, or be named in one as lost, after a crash too.
    Taking takeSequence();

    /// Gives up a number that was taken and will not be appended, because the call ended otherwise;
    /// it is recorded as lost.
    void forgo(long sequence);

    /// Appends one entry. Completes when it is as durable as its record says, or with what
    /// prevented it. Appending the same request again MUST be safe whatever the first attempt came
    /// to.
    CompletionStage<Append> append(Entry entry);

    /// Appends one notice, in order with the entries. Completes when it is committed, or with what
    /// prevented it. Unlike an entry it has no name by which a second attempt would be recognised:
    /// whoever hands it over again after [Noted.Unavailable] may find it in the log twice.
    CompletionStage<Noted> note(Notice notice);

    /// The stored decision of that name, of whichever origin.
    CompletionStage<Lookup> find(DecisionId id);

    /// What came of asking for a sequence number.
    sealed interface Taking {
        record Taken(long sequence) implements Taking {}

        /// No number was taken: the log is closed, or so many numbers wait to be recorded as lost
        /// that no more may be.
        record Unavailable(String cause) implements Taking {}
    }

    /// What came of an append.
    sealed interface Append {
        /// It stands in the log, or is on its way there if it asked for no more.
        record Appended(Stored stored) implements Append {}

        /// The same caller's request of the same content was decided before; this is that decision.
        /// The number of this entry is recorded as its duplicate.
        record Repeated(Stored first) implements Append {}

        /// The caller used this request id for other content before.
        record Conflicting(DecisionId first) implements Append {}

        /// The log could not be reached. Nothing was appended, unless the connection broke during
        /// the commit; the same request again then gets what was appended.
        record Unavailable(String cause) implements Append {}

        /// Nothing was appended: as much waits already as may wait.
        record Full() implements Append {}
    }

    /// What came of a notice.
    sealed interface Noted {
        /// It stands in the log.
        record Placed(long logIndex, Digest leafHash) implements Noted {}

        /// The log could not be reached. Nothing was appended, unless the connection broke during
        /// the commit.
        record Unavailable(String cause) implements Noted {}

        /// Nothing was appended: as much waits already as may wait.
        record Full() implements Noted {}
    }

    /// What came of a look-up.
    sealed interface Lookup {
        record Found(Stored stored) implements Lookup {}

        record Unknown() implements Lookup {}

        record Unavailable(String cause) implements Lookup {}

        /// As many look-ups wait already as may wait.
        record Full() implements Lookup {}
    }

    /// A decision as the log holds it.
    ///
    /// @param record read back from the leaf; its texts are those whose content is not erased
    /// @param leaf the canonical JSON
    /// @param leafHash SHA-256 over a zero byte and the leaf
    /// @param submission the digest of the submission; empty once it is erased
    /// @param logIndex its place in the origin's log; empty while it is not committed
    /// @param judged the submission's text; empty once it is erased, or where it is not at hand
    record Stored(
            DecisionRecord record,
            byte[] leaf,
            Digest leafHash,
            Optional<Digest> submission,
            OptionalLong logIndex,
            Optional<byte[]> judged) {
        /// One whose submission is not at hand.
        public Stored(
                DecisionRecord record,
                byte[] leaf,
                Digest leafHash,
                Optional<Digest> submission,
                OptionalLong logIndex) {
            this(record, leaf, leafHash, submission, logIndex, Optional.empty());
        }
    }
}
