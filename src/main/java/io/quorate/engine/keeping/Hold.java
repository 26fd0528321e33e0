package io.quorate.engine.keeping;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import java.time.Instant;
import java.util.Optional;

/// Evidence that may not be removed until the hold is lifted: everything that was recorded in a
/// span of time, in every log.
///
/// @param placedAt when it was placed
/// @param from the first moment of it
/// @param to the moment at which it has ended; empty if it has no end
/// @param decision what it was placed for, if that is one decision
public record Hold(
        HoldId id,
        Instant placedAt,
        Instant from,
        Optional<Instant> to,
        Optional<DecisionId> decision,
        String operator,
        String reason) {

    /// An order to place one.
    public record Placing(HoldId id, Target target, String operator, String reason) {}

    /// An order to lift one.
    public record Lifting(HoldId id, String operator, String reason) {}

    /// What is held.
    public sealed interface Target {}

    /// One decision, and what was recorded at the very same time.
    public record OfDecision(DecisionId decision) implements Target {}

    /// @param to empty for everything from the first moment on
    public record OfSpan(Instant from, Optional<Instant> to) implements Target {}
}
