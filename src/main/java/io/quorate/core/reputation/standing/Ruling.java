package io.quorate.core.reputation.standing;

/// What comes of an operator's wish.
public sealed interface Ruling {
    record Granted(Move move) implements Ruling {}

    /// @param reason stable, one of the constants' names
    record Refused(Reason reason, String explanation) implements Ruling {}

    enum Reason {
        /// The agent has not lost its seat.
        NOT_REMOVED,
        ALREADY_EXCLUDED
    }
}
