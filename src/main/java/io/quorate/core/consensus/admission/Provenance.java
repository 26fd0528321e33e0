package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Usage;
import java.time.Instant;
import java.util.Optional;

/// How a vote came to the round, and with it who answers for its authorship and its time.
public sealed interface Provenance {

    /// The caller brings the vote and vouches for it. Authorship is checked only where the vote is
    /// signed, and its time is the one that the caller gives.
    record Vouched() implements Provenance {}

    /// An agent sent the vote over a connection of its own, in answer to what it was asked.
    ///
    /// @param identity whose connection it is, established by whoever accepted it
    /// @param decision the decision that the agent says it answers
    /// @param round the round that the agent says it answers
    /// @param nonce the nonce that the agent says it was asked under, in hexadecimal
    /// @param at when it arrived
    /// @param usage what a model counted for it
    record Delivered(
            AgentId identity,
            DecisionId decision,
            int round,
            String nonce,
            Instant at,
            Optional<Usage> usage)
            implements Provenance {}
}
