package io.quorate.core.detection;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;

/// What a detector says about an agent.
public sealed interface Finding {
    AgentId agent();

    FaultKind kind();

    /// The detector has not seen enough of the agent.
    record TooFew(AgentId agent, FaultKind kind, long seen, long needed) implements Finding {}

    /// The statistic is on the good side of the threshold.
    record Clear(AgentId agent, FaultKind kind, double statistic, double threshold)
            implements Finding {}

    /// The statistic passed the threshold.
    ///
    /// @param evidence a sentence for people, with the figures
    record Suspected(
            AgentId agent, FaultKind kind, double statistic, double threshold, String evidence)
            implements Finding {

        public Fault fault() {
            return new Fault(kind, agent, evidence);
        }
    }
}
