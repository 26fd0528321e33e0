package io.quorate.core.consensus.round;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Vote;
import java.util.List;

/// Something that whoever drives a round has to do.
public sealed interface Effect {

    /// Ask these agents for their votes, under the round's nonce; by seat.
    record Ask(List<AgentId> agents) implements Effect {
        public Ask {
            agents = List.copyOf(agents);
        }
    }

    /// Ask these agents as well, under the round's nonce, and wait for none of them.
    record AskInShadow(List<AgentId> agents) implements Effect {
        public AskInShadow {
            agents = List.copyOf(agents);
        }
    }

    /// Answer with this; the outcome will not change any more.
    record Conclude(Conclusion conclusion) implements Effect {}

    /// Open another round.
    ///
    /// @param report how this one ended; reputation learns from it
    record Repeat(FurtherRound furtherRound, RoundReport report) implements Effect {}

    /// Stop waiting for these agents; by seat.
    record Release(List<AgentId> agents) implements Effect {
        public Release {
            agents = List.copyOf(agents);
        }
    }

    /// Record, apart from the outcome, what came after it: the votes of a round that was collected
    /// in full, and those cast in the shadow.
    ///
    /// @param seats those whose votes were not needed, in the seats' order
    /// @param votes as cast, in the order in which they came
    /// @param whole the round as it would have ended with all votes; reputation learns from it
    record RecordCollected(
            List<Collected> seats, List<Vote> votes, List<Fault> faults, RoundReport whole)
            implements Effect {
        public RecordCollected {
            seats = List.copyOf(seats);
            votes = List.copyOf(votes);
            faults = List.copyOf(faults);
        }
    }

    /// How a seat's vote was received after the outcome.
    record Collected(AgentId agent, Reception reception) {}

    /// Record a fault proven after the outcome: an incident of its own that undoes nothing.
    record RecordIncident(Fault fault) implements Effect {}
}
