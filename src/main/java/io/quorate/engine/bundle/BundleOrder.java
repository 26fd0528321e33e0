package io.quorate.engine.bundle;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.TimeRange;
import java.util.Optional;

/// An order to hand out part of the log with what proves it, and why.
///
/// @param operator who gives it
/// @param reason for those who will ask
public record BundleOrder(Wanted wanted, String operator, String reason) {
    /// What is to be handed out.
    public sealed interface Wanted {}

    /// All records of a span of time.
    ///
    /// @param log of one log only
    public record Records(TimeRange range, Optional<Origin> log) implements Wanted {}

    /// The decisions that fit a query, and nothing else.
    public record Decisions(DecisionQuery query) implements Wanted {}

    /// What bears on one decision: itself, and what changed around it.
    public record IncidentOf(DecisionId decision) implements Wanted {}

    /// All records of a span of time, explained.
    public record IncidentDuring(TimeRange range) implements Wanted {}
}
