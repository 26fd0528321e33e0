package io.quorate.drill.simulation;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.protocol.AgentId;

/// Something that an agent does to a round.
///
/// @param millis since the round opened
record Happening(long millis, What what) {

    sealed interface What {}

    record Delivers(Ballot ballot) implements What {}

    record Breaks(AgentId agent) implements What {}
}
