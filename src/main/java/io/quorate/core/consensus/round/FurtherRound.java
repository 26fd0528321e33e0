package io.quorate.core.consensus.round;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Electorate;
import java.util.List;

/// The round that follows one that could not decide: everybody is asked again, with standbys in
/// some seats. It needs a nonce and a deadline, and has no reserve.
///
/// @param electorate with the standbys seated and the weights cut anew
public record FurtherRound(Cause cause, Electorate electorate, List<Refill> refills) {
    public FurtherRound {
        refills = List.copyOf(refills);
    }

    /// Why a round is repeated.
    public enum Cause {
        /// A proven fault, or two independent detectors on one agent.
        BYZANTINE_INFLUENCE,
        /// Too many abstentions or silences for any quorum.
        TOO_FEW_VOTES
    }

    /// A seat that changed hands.
    public record Refill(AgentId leaves, AgentId takes) {}
}
