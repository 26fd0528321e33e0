package io.quorate.core.consensus.round;

import io.quorate.core.protocol.RoundReport;

/// How far a round is.
public sealed interface Progress {
    /// Votes may still change the outcome.
    record Pending() implements Progress {}

    /// The outcome stands.
    record Concluded(Conclusion conclusion) implements Progress {}

    /// Another round takes its place.
    ///
    /// @param report how the round ended that could not decide
    record Repeated(FurtherRound furtherRound, RoundReport report) implements Progress {}
}
