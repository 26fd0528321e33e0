package io.quorate.core.planning.replay;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Outcome;
import java.time.Instant;

/// A recorded decision that would have come out otherwise.
///
/// @param recorded what came out
/// @param replayed what would have come out
public record Flip(DecisionId decision, Instant decidedAt, Outcome recorded, Outcome replayed) {}
