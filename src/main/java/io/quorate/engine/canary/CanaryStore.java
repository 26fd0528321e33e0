package io.quorate.engine.canary;

import io.quorate.core.protocol.AgentId;
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

/// The canaries that operators added, and which agent was shown which canary when; shared by all
/// sidecars.
///
/// An implementation MUST NOT block the caller, MUST complete each stage with a value for whatever
/// the world does, and MUST make each call one transaction.
public interface CanaryStore {
    /// Keeps a canary, unless its id is taken.
    CompletionStage<Answer<Adding>> add(Kept canary, Tale tale);

    /// Takes a canary out of use.
    CompletionStage<Answer<Retiring>> retire(CanaryId id, Instant at, Tale tale);

    /// Canaries in the order of their ids, retired ones among them.
    ///
    /// @param after where the page before ended
    CompletionStage<Answer<List<Kept>>> list(Optional<CanaryId> after, int most);

    /// Draws a canary that none of these agents was shown for a while, and notes that they are
    /// shown it now. Of two draws at once for an agent MUST NOT both get the same one.
    CompletionStage<Answer<Optional<Drawn>>> draw(Draw draw);

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

    /// Who is to be shown what.
    ///
    /// @param filed canaries that the policy's file has for the pool; of equal ids these hold
    /// @param notSince a canary counts as new to an agent that was not shown it since then
    /// @param chance from 0 up to, but not including, 1: which of those that can be drawn
    record Draw(
            PoolId pool,
            List<AgentId> agents,
            List<CanaryId> filed,
            Instant notSince,
            Instant at,
            double chance) {
        public Draw {
            agents = List.copyOf(agents);
            filed = List.copyOf(filed);
        }
    }

    /// A canary that was drawn.
    sealed interface Drawn {
        record Filed(CanaryId id) implements Drawn {}

        record Stored(Canary canary) implements Drawn {}
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
