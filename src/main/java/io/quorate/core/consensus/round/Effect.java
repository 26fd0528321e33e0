package io.quorate.core.consensus.round;

import io.quorate.core.consensus.resolution.Reception;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;

import java.util.List;

/// Something that whoever drives a round has to do.
public sealed interface Effect {

    /// Ask these agents for their votes, under the round's nonce; by seat.
    record Ask(List<AgentId> agents) implements Effect {
        public Ask {
            agents = List.copyOf(agents);
        }
    }

    /// Answer with this; the outcome will not change any more.
    record Conclude(Conclusion conclusion) implements Effect {}

    /// Open another round.
    record Repeat(FurtherRound furtherRound) implements Effect {}

    /// Stop waiting for these agents; by seat.
    record Release(List<AgentId> agents) implements Effect {
        public Release {
            agents = List.copyOf(agents);
        }
    }

    /// Record, apart from the outcome, what came after it while the round was collected in full.
    ///
    /// @param votes of the seats whose votes were not needed, in the seats' order
    record RecordCollected(List<Collected> votes, List<Fault> faults) implements Effect {
        public RecordCollected {
            votes = List.copyOf(votes);
            faults = List.copyOf(faults);
        }
    }

    /// What a seat said after the outcome.
    record Collected(AgentId agent, Reception reception) {}

    /// Record a fault proven after the outcome: an incident of its own that undoes nothing.
    record RecordIncident(Fault fault) implements Effect {}
}
