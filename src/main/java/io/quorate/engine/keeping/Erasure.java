package io.quorate.engine.keeping;

import io.quorate.core.protocol.DecisionId;

/// An order to erase texts and references to persons, and why.
///
/// @param operator who gives the order
/// @param reason for those who will ask
public record Erasure(Target target, String operator, String reason) {

    /// Whose content.
    public sealed interface Target {}

    /// That of one decision.
    public record OfDecision(DecisionId id) implements Target {}

    /// That of every decision that concerned a person, by the reference that the caller gave.
    public record OfSubject(String subject) implements Target {}
}
