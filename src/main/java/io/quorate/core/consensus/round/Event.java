package io.quorate.core.consensus.round;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Reception.SilenceCause;
import java.time.Instant;
import java.util.List;

/// Something that happened to a round.
public sealed interface Event {
    /// When it happened, by the clock that set the deadline.
    Instant at();

    /// Votes came, and more may. A vote that answers an earlier round belongs to that round: hand
    /// it there, not here.
    record Arrived(List<Ballot> ballots, Instant at) implements Event {
        public Arrived {
            ballots = List.copyOf(ballots);
        }
    }

    /// These are all the votes there will ever be: whoever asks for the decision brought them.
    record Brought(List<Ballot> ballots, Instant at) implements Event {
        public Brought {
            ballots = List.copyOf(ballots);
        }
    }

    /// An agent could not be asked or failed to answer; nothing more is expected of it.
    record Unanswered(AgentId agent, SilenceCause cause, Instant at) implements Event {}

    /// These agents have not answered, although they use to by now. They are still awaited, unless
    /// a further round takes over because too few votes would come without theirs.
    record Overdue(List<AgentId> agents, Instant at) implements Event {
        public Overdue {
            agents = List.copyOf(agents);
        }
    }

    /// Others found faults of seated agents: detectors, or a proof from elsewhere.
    record Found(List<Fault> faults, Instant at) implements Event {
        public Found {
            faults = List.copyOf(faults);
        }
    }

    /// The deadline has come.
    record DeadlinePassed(Instant at) implements Event {}

    /// No more votes will come, although the deadline has not passed.
    record Closed(Instant at) implements Event {}
}
