package io.quorate.core.consensus;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;

/// An agent about to take a seat, with the weight that it has by itself.
///
/// @param ownWeight in millionths, before any cap; counts only while the standing allows to vote
/// @param confidenceThreshold a vote with less confidence counts as an abstention, in [0,1]
/// @param voice what its vote says about the right choice
public record Member(
        AgentId agent,
        FaultDomain domain,
        Standing standing,
        long ownWeight,
        double confidenceThreshold,
        Voice voice) {

    public static Member of(Seat seat) {
        return new Member(
                seat.agent(),
                seat.domain(),
                seat.standing(),
                seat.ownWeight(),
                seat.confidenceThreshold(),
                seat.voice());
    }

    /// The same agent under another standing.
    public Member as(Standing other) {
        return new Member(agent, domain, other, ownWeight, confidenceThreshold, voice);
    }

    Member ofWeightOne() {
        return new Member(agent, domain, standing, Seat.MILLION, confidenceThreshold, voice);
    }

    Seat seated(long weight) {
        return new Seat(agent, domain, standing, weight, ownWeight, confidenceThreshold, voice);
    }

    long countedWeight() {
        return standing.mayVote() ? ownWeight : 0;
    }
}
