package io.quorate.engine.poll;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import java.util.List;
import java.util.Map;

/// What a pool is asked about, and of whom.
///
/// @param agents everybody who may be seated in a round
/// @param arguments what was said in the round before; empty in a first round
/// @param purse what all rounds together may spend
/// @param rumours what is found about the agents meanwhile
public record Brief(
        PoolPolicy pool,
        Map<AgentId, AgentPolicy> agents,
        Submission submission,
        List<Argument> arguments,
        Purse purse,
        Rumours rumours) {
    public Brief {
        arguments = List.copyOf(arguments);
    }

    /// For the first round of a pool.
    public static Brief of(
            PoolPolicy pool,
            Map<AgentId, AgentPolicy> agents,
            Submission submission,
            Rumours rumours) {
        return new Brief(pool, agents, submission, List.of(), new Purse(pool.budget()), rumours);
    }

    /// For the round in which everybody has heard what was said in the one before.
    ///
    /// @param judged what is voted on now
    public Brief after(RoundReport round, Submission judged) {
        return new Brief(pool, agents, judged, Argument.of(round), purse, rumours);
    }
}
