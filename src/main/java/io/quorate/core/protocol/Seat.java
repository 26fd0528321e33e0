package io.quorate.core.protocol;

/// One place in the electorate and the agent that holds it.
///
/// @param weight what the agent's vote weighs in this round, in millionths, after the cap on its
///   domain; 0 for a seat whose agent may not vote
/// @param ownWeight the same before the cap
/// @param confidenceThreshold a vote with less confidence counts as an abstention, in [0,1]
/// @param voice what its vote says about the right choice
public record Seat(
        AgentId agent,
        FaultDomain domain,
        Standing standing,
        long weight,
        long ownWeight,
        double confidenceThreshold,
        Voice voice) {

    /// One whole, in the unit of weights.
    public static final long MILLION = 1_000_000;

    /// The most that one seat can weigh: with the most seats an electorate can have, three times
    /// the sum of all weights is still exact in a `long`.
    public static final long WEIGHT_MAX = 1_000_000 * MILLION;

    public Seat {
        if (weight < 0 || weight > ownWeight) {
            throw new IllegalArgumentException("a weight lies between 0 and the agent's own");
        }
        if (ownWeight > WEIGHT_MAX) {
            throw new IllegalArgumentException("a weight is at most a million");
        }
        if (!standing.mayVote() && weight != 0) {
            throw new IllegalArgumentException("an agent that may not vote weighs nothing");
        }
        if (!(confidenceThreshold >= 0 && confidenceThreshold <= 1)) {
            throw new IllegalArgumentException("a confidence threshold lies in [0,1]");
        }
    }

    /// Whether the agent that holds the seat may vote; otherwise the seat is a silence.
    public boolean mayVote() {
        return standing.mayVote();
    }
}
