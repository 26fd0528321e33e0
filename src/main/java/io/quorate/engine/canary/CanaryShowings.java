package io.quorate.engine.canary;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.reputation.ReputationStore.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Which agent was shown which canary when; shared by all sidecars.
///
/// An implementation MUST NOT block the caller, MUST complete each stage with a value for whatever
/// the world does, and MUST make each call one transaction.
public interface CanaryShowings {
    /// Draws a canary that none of these agents was shown for a while, and notes that they are
    /// shown it now. Of two draws at once for an agent MUST NOT both get the same one.
    CompletionStage<Answer<Optional<Drawn>>> draw(Draw draw);

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
}
