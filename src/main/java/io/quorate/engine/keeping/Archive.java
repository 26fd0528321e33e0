package io.quorate.engine.keeping;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import io.quorate.engine.trail.Answer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Where content is kept, as those see it who have to erase it.
///
/// An implementation MUST change nothing for which `record` completes with anything but
/// [Recorded#YES], MUST leave alone what is held, MUST NOT block the caller, and MUST complete each
/// stage with a value for whatever the world does.
public interface Archive {
    /// Erases the content of at most so many decisions, and whatever else would confirm a guess at
    /// it.
    ///
    /// @param record records what is about to be erased, unless that is nothing
    CompletionStage<Answer<Erasing>> erase(
            Erasure.Target target,
            int most,
            Function<List<DecisionId>, CompletionStage<Recorded>> record);

    /// Whether what is about to be done stands in the log.
    enum Recorded {
        YES,
        NO
    }

    /// What came of erasing.
    sealed interface Erasing {
        /// @param decisions those that lost their content; empty when there was none left
        /// @param held how many keep theirs because a hold stands
        record Erased(List<DecisionId> decisions, long held) implements Erasing {}

        /// A hold stands on the one decision.
        record Held(DecisionId id, HoldId hold) implements Erasing {}

        record UnknownDecision(DecisionId id) implements Erasing {}

        /// It could not be recorded, so nothing was erased.
        record Unrecorded() implements Erasing {}
    }
}
