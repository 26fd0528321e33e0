package io.quorate.core.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who may vote in one round, and with which weight; fixed when the round opens.
///
/// @param seats in the pool's order; every seat counts in n, also one whose agent may not vote
/// @param domainsTolerated t: how many fault domains may fail together
/// @param correlated fewer than four fault domains carry weight, so that no cap was possible
/// @param unproven too few labelled votes to trust learned weights
/// @param labelled the pool has its first label, so that votes are read by what their voices say
///   instead of by plain majority
/// @param outlook what the pool knows about its questions and its own errors
public record Electorate(
        PoolId pool,
        Weighting weighting,
        List<Choice> choices,
        List<Seat> seats,
        int domainsTolerated,
        boolean correlated,
        boolean unproven,
        boolean labelled,
        Outlook outlook) {

    /// The most seats that an electorate can have.
    public static final int SEATS_MAX = 100_000;

    public Electorate {
        choices = List.copyOf(choices);
        seats = List.copyOf(seats);
        if (seats.isEmpty() || seats.size() > SEATS_MAX) {
            throw new IllegalArgumentException("an electorate has 1 to " + SEATS_MAX + " seats");
        }
        if (!outlook.logPrior().isEmpty() && outlook.logPrior().size() != choices.size()) {
            throw new IllegalArgumentException("a prior is about the choices that there are");
        }
        Set<AgentId> seated = HashSet.newHashSet(seats.size());
        for (Seat seat : seats) {
            if (!seated.add(seat.agent())) {
                throw new IllegalArgumentException("agent " + seat.agent() + " has two seats");
            }
        }
    }

    /// n, the denominator of every count by head.
    public int size() {
        return seats.size();
    }

    /// W, the denominator of every count by weight, in millionths.
    public long totalWeight() {
        long total = 0;
        for (Seat seat : seats) {
            total += seat.weight();
        }
        return total;
    }
}
