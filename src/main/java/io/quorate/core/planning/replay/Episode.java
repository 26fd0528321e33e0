package io.quorate.core.planning.replay;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import java.time.Instant;

/// Something that is on record about an agent beside the decisions themselves.
public sealed interface Episode {
    PoolId pool();

    AgentId agent();

    Instant at();

    /// The door or a detector found a fault.
    record Found(PoolId pool, AgentId agent, Instant at, FaultKind kind) implements Episode {}

    /// A round ended without its vote.
    record Missed(PoolId pool, AgentId agent, Instant at) implements Episode {}

    /// A rule of that time took its seat.
    record Removed(PoolId pool, AgentId agent, Instant at) implements Episode {}
}
