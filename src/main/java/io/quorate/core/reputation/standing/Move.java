package io.quorate.core.reputation.standing;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.reputation.Cause;

/// One change of an agent's standing, with its cause.
public record Move(AgentId agent, Discipline from, Discipline to, Cause cause) {}
