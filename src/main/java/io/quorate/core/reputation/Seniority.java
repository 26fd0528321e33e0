package io.quorate.core.reputation;

import io.quorate.core.detection.measure.Beta;

/// How an agent came to its pool, and with that what is believed of it before it has voted.
@SuppressWarnings("ImmutableEnumChecker")
public enum Seniority {
    /// Seated when the pool first opened: presumed able.
    FOUNDER(new Beta(4, 1)),
    /// Joined later, replacements included: has to show it.
    NEWCOMER(new Beta(1, 1));

    private final Beta prior;

    Seniority(Beta prior) {
        this.prior = prior;
    }

    public Beta prior() {
        return prior;
    }
}
