package io.quorate.core.detection;

import io.quorate.core.protocol.AgentId;
import java.time.Duration;

/// How long one agent took in one round.
public sealed interface Response {
    AgentId agent();

    /// How long it took, or how long it was waited for.
    Duration time();

    record Answered(AgentId agent, Duration time) implements Response {}

    /// Nothing came in time.
    record Missed(AgentId agent, Duration time) implements Response {}
}
