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
public record Electorate(
        PoolId pool,
        Weighting weighting,
        List<Choice> choices,
        List<Seat> seats,
        int domainsTolerated,
        boolean correlated,
        boolean unproven) {

    public Electorate {
        choices = List.copyOf(choices);
        seats = List.copyOf(seats);
        Set<AgentId> seated = new HashSet<>();
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
        return seats.stream().mapToLong(Seat::weight).sum();
    }
}
