package io.quorate.engine.canary;

import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The canaries that operators added; shared by all sidecars.
///
/// An implementation MUST NOT block the caller, MUST complete each stage with a value for whatever
/// the world does, and MUST make each call one transaction.
public interface CanaryRegister {
    /// Keeps a canary, unless its id is taken.
    CompletionStage<Answer<Adding>> add(Kept canary, Tale tale);

    /// Takes a canary out of use.
    CompletionStage<Answer<Retiring>> retire(CanaryId id, Instant at, Tale tale);

    /// Canaries in the order of their ids, retired ones among them.
    ///
    /// @param after where the page before ended
    CompletionStage<Answer<List<Kept>>> list(Optional<CanaryId> after, int most);

    /// A canary as it is kept.
    ///
    /// @param pools that it is put to, at least one
    record Kept(
            Canary canary,
            List<PoolId> pools,
            String operator,
            Instant addedAt,
            Optional<Instant> retiredAt) {
        private static final int GIST = 200;

        public Kept {
            pools = List.copyOf(pools);
            if (pools.isEmpty()) {
                throw new IllegalArgumentException("a canary is for a pool");
            }
        }

        /// The beginning of the question, for a list.
        public String gist() {
            String question = canary.submission().question();
            return question.codePointCount(0, question.length()) <= GIST
                    ? question
                    : question.substring(0, question.offsetByCodePoints(0, GIST)) + "…";
        }

        /// Whether both ask the same of the same pools.
        boolean saysTheSameAs(Kept other) {
            return canary.equals(other.canary) && pools.equals(other.pools);
        }
    }

    /// What came of adding one.
    sealed interface Adding {
        record Added(List<Due> due) implements Adding {}

        /// The id is taken.
        record Taken(Kept first) implements Adding {}
    }

    /// What came of retiring one.
    sealed interface Retiring {
        record Retired(Kept canary, List<Due> due) implements Retiring {}

        /// It had been retired before.
        record Already(Kept canary) implements Retiring {}

        record Unknown() implements Retiring {}
    }
}
