package io.quorate.engine.trail;

import io.quorate.core.protocol.Digest;

/// A question to the log that is answered in pages.
public sealed interface Query permits DecisionQuery, RecordQuery {
    TimeRange range();

    Order order();

    /// What tells this question from every other one.
    Digest digest();
}
