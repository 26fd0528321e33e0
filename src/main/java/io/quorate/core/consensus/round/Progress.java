package io.quorate.core.consensus.round;

/// How far a round is.
public sealed interface Progress {
    /// Votes may still change the outcome.
    record Pending() implements Progress {}

    /// The outcome stands.
    record Concluded(Conclusion conclusion) implements Progress {}

    /// Another round takes its place.
    record Repeated(FurtherRound furtherRound) implements Progress {}
}
