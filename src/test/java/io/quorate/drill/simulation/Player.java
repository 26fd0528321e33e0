package io.quorate.drill.simulation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;

/// A simulated agent.
///
/// @param accuracy how often it is right where its behaviour leaves that open
record Player(AgentId agent, FaultDomain domain, Behaviour behaviour, double accuracy) {
    boolean honest() {
        return behaviour == Behaviour.HONEST;
    }
}
