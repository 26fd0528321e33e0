package io.quorate.engine.keeping;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.HoldId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.keeping.Archive.Recorded;
import io.quorate.engine.trail.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Where it is kept for how long records are kept, and what is done about it.
///
/// An implementation MUST remove nothing that is promised or held, MUST change nothing that was not
/// recorded first, MUST order a hold and whatever would remove what it holds, MUST NOT block the
/// caller, and MUST complete each stage with a value for whatever the world does.
public interface RetentionStore {
    /// Keeps what a policy promises, where that is anything new.
    CompletionStage<Answer<Integer>> promise(List<Promise> promises);

    /// Places a hold once it is recorded.
    CompletionStage<Answer<Placed>> place(
            Hold.Placing placing, Instant at, Function<Hold, CompletionStage<Recorded>> record);

    /// Lifts a hold once that is recorded.
    CompletionStage<Answer<Lifted>> lift(
            HoldId id, Instant at, Function<HoldId, CompletionStage<Recorded>> record);

    /// The holds that stand, the oldest first.
    CompletionStage<Answer<List<Hold>>> holds();

    /// Removes from one log what need not be kept any longer, once that is certified.
    ///
    /// @param certify gives the index of the certificate in that log; empty if it could not be
    ///   recorded
    CompletionStage<Answer<Pruning>> prune(
            Origin origin, Function<Removal, CompletionStage<OptionalLong>> certify);

    /// How the logs are kept.
    CompletionStage<Answer<Keeping>> keeping();

    /// For how long a pool's decisions are kept.
    record Promise(String pool, Duration keepFor, Risk risk) {
        /// Whether they belong to a system of high risk.
        public enum Risk {
            NORMAL,
            HIGH
        }
    }

    /// What came of placing a hold.
    sealed interface Placed {
        record Stands(Hold hold) implements Placed {}

        /// There is, or was, another hold of that name.
        record NameTaken(HoldId id) implements Placed {}

        record UnknownDecision(DecisionId id) implements Placed {}

        record Unrecorded() implements Placed {}
    }

    /// What came of lifting a hold.
    sealed interface Lifted {
        record Done(HoldId id) implements Lifted {}

        /// No hold of that name stands.
        record Unknown(HoldId id) implements Lifted {}

        record Unrecorded() implements Lifted {}
    }

    /// What is to be removed from a log: the records from `previous` up to but not including
    /// `minimum`.
    ///
    /// @param root the root of the tree of all records below `minimum`
    record Removal(
            long previous,
            long minimum,
            Digest root,
            Instant first,
            Instant last,
            Instant keptFrom,
            Duration keepFor) {}

    /// What came of pruning.
    sealed interface Pruning {
        record Pruned(Removal removal, long certificate) implements Pruning {}

        /// Everything has to be kept.
        record NothingDue() implements Pruning {}

        record Unrecorded() implements Pruning {}
    }

    /// How the logs are kept.
    ///
    /// @param keepFor the longest that a pool promised
    /// @param keptFrom records of this time and later are kept
    record Keeping(
            Duration keepFor,
            Instant keptFrom,
            List<Promise> promises,
            List<Hold> holds,
            List<LogKept> logs) {
        public Keeping {
            promises = List.copyOf(promises);
            holds = List.copyOf(holds);
            logs = List.copyOf(logs);
        }
    }

    /// One log.
    ///
    /// @param minimum the index of the first record that was not pruned
    /// @param certificate the index of the certificate for those that were
    /// @param oldest the time in the oldest record that is left; empty for a log without any
    record LogKept(
            Origin origin,
            long size,
            long minimum,
            OptionalLong certificate,
            Optional<Instant> oldest) {}
}
