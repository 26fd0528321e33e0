package io.quorate.engine;

import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The logs in the database as anybody may read them: each as far as it is signed.
///
/// An implementation MUST NOT give anything that the newest stored checkpoint does not cover, MUST
/// NOT block the caller, MUST complete each stage with a value for whatever the world does, and
/// MUST bound what waits.
public interface SignedLogs {
    /// The logs that have a checkpoint, by name.
    CompletionStage<Reading<List<Origin>>> origins();

    /// The public keys of a log, the newest first; absent if nobody has signed it.
    CompletionStage<Reading<List<VerifierKey>>> keys(Origin origin);

    /// The newest checkpoint of a log, or a tile or entry bundle below it.
    CompletionStage<Reading<byte[]>> read(Origin origin, LogPath path);

    /// The proof of a decision's record under the newest checkpoint of its log.
    CompletionStage<Reading<Receipt>> receipt(DecisionId id);

    /// The proof of any record under the newest checkpoint of its log.
    CompletionStage<Reading<Receipt>> receipt(Origin origin, long logIndex);

    /// Up to which size a log is signed, once that is at least a certain one; not yet signed, if
    /// that takes longer than some checkpoints.
    CompletionStage<Reading<Long>> signed(Origin origin, long size);

    /// What came of asking.
    sealed interface Reading<T> {
        record Found<T>(T value) implements Reading<T> {}

        /// There is no such thing.
        record Absent<T>() implements Reading<T> {}

        /// It stands in the log, and the next checkpoint will cover it.
        record NotYetSigned<T>() implements Reading<T> {}

        record Unavailable<T>(String cause) implements Reading<T> {}

        /// As many readers wait already as may wait.
        record Full<T>() implements Reading<T> {}
    }
}
