package io.quorate.engine.poll;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception.SilenceCause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that happens while agents are asked, for whoever wants to watch. Nothing of it is
/// recorded yet.
///
/// A watcher MUST return at once and MUST NOT throw.
public sealed interface Happening {
    PoolId pool();

    /// Ballot papers went out.
    record RoundOpened(PoolId pool, int round, List<AgentId> asked, Instant deadline)
            implements Happening {
        public RoundOpened {
            asked = List.copyOf(asked);
        }
    }

    /// A vote came in over an agent's connection, whatever it is worth.
    record VoteReceived(PoolId pool, int round, AgentId agent, Optional<Choice> choice)
            implements Happening {}

    /// An agent will not vote.
    record AgentSilent(PoolId pool, int round, AgentId agent, SilenceCause cause, String detail)
            implements Happening {}

    /// A pool came to its outcome.
    record PoolDecided(PoolOutcome outcome) implements Happening {
        @Override
        public PoolId pool() {
            return outcome.pool();
        }
    }
}
