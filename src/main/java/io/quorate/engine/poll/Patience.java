package io.quorate.engine.poll;

import io.quorate.core.consensus.admission.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long one agent is waited for in a round before something is done about it; to the end, where
/// there is no time for anything to come of it.
///
/// @param second when it may be asked a second time
/// @param overdue when its seat may go to a standby
record Patience(Instant second, Instant overdue) {
    /// For an agent of which too little is known: one part in five of the round. At twice that
    /// there is still more time left for a further round than this one took.
    private static final int UNKNOWN_PART = 5;

    /// A quick agent that is late by little is no reason to ask again: not before one part in ten
    /// of the round, or this.
    private static final int LEAST_PART = 10;

    private static final Duration LEAST_MAX = Duration.ofMillis(100);

    /// @param usual within which nearly all of the agent's answers come, where that is known
    static Patience of(Optional<Duration> usual, Window window) {
        Instant opens = window.opens().orElseThrow();
        Duration all = Duration.between(opens, window.closes().orElseThrow());
        Duration part = all.dividedBy(LEAST_PART);
        Duration least = part.compareTo(LEAST_MAX) < 0 ? part : LEAST_MAX;
        Duration until =
                usual.map(known -> known.compareTo(least) < 0 ? least : known)
                        .orElse(all.dividedBy(UNKNOWN_PART));
        Instant closes = window.closes().orElseThrow();
        Instant overdue = opens.plus(until).plus(until);
        return overdue.isAfter(closes)
                ? toTheEnd(window)
                : new Patience(opens.plus(until), overdue);
    }

    /// For an agent on whom nothing depends.
    static Patience toTheEnd(Window window) {
        Instant closes = window.closes().orElseThrow();
        return new Patience(closes, closes);
    }
}
