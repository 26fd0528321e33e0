package io.quorate.core.reputation;

import io.quorate.core.protocol.AgentId;

/// One change of what a pool knows, with its cause; applied, stored and shared as it is.
///
/// Increments may be applied in any order and on any sidecar.
public sealed interface Change {
    Cause cause();

    /// More is known of an agent.
    record OfAgent(AgentId agent, TrackRecord increment, Cause cause) implements Change {}

    /// More is known of the pool.
    record OfPool(Climate increment, Cause cause) implements Change {}

    /// The change that takes this one back.
    default Change revoked() {
        Cause revocation = new Cause.Revocation(cause());
        return switch (this) {
            case OfAgent(AgentId agent, TrackRecord increment, Cause _) ->
                    new OfAgent(agent, increment.negated(), revocation);
            case OfPool(Climate increment, Cause _) -> new OfPool(increment.negated(), revocation);
        };
    }
}
