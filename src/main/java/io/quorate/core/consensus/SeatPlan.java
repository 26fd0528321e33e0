package io.quorate.core.consensus;

import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which agent holds which seat of a pool, and who waits for one.
///
/// The number of seats is fixed when the pool first opens and is n ever after: agents come and go,
/// seats only by a policy change of an operator.
///
/// @param seats one agent each, in the pool's order
/// @param standbys in the order in which they take seats
public record SeatPlan(List<AgentId> seats, List<AgentId> standbys) {
    public SeatPlan {
        seats = List.copyOf(seats);
        standbys = List.copyOf(standbys);
        Set<AgentId> known = new HashSet<>();
        Stream.concat(seats.stream(), standbys.stream())
                .forEach(agent -> {
                    if (!known.add(agent)) {
                        throw new IllegalArgumentException(agent + " is there twice");
                    }
                });
    }

    /// The seats of a pool that opens for the first time: declared agents first, then by
    /// registration; empty while there are fewer than it needs, reachable or not.
    public static Optional<SeatPlan> opening(
            List<AgentId> declared, List<AgentId> registered, int minAgents, int maxAgents) {
        Set<AgentId> known = new LinkedHashSet<>(declared);
        known.addAll(registered);
        if (known.size() < minAgents) {
            return Optional.empty();
        }
        List<AgentId> ordered = List.copyOf(known);
        int size = Math.min(maxAgents, ordered.size());
        return Optional.of(
                new SeatPlan(ordered.subList(0, size), ordered.subList(size, ordered.size())));
    }

    /// With an agent that registered later: it waits.
    public SeatPlan joined(AgentId newcomer) {
        if (seats.contains(newcomer) || standbys.contains(newcomer)) {
            return this;
        }
        return new SeatPlan(seats, with(standbys, newcomer));
    }

    /// With the seats of removed agents given to standbys that are not removed themselves. Who lost
    /// its seat waits behind the others; where nobody is left to take it, the seat stays with its
    /// agent and is a silence.
    ///
    /// @param removed agents that are quarantined or excluded
    public SeatPlan refilled(Set<AgentId> removed) {
        List<AgentId> refilled = new ArrayList<>(seats);
        List<AgentId> waiting = new ArrayList<>(standbys);
        for (int i = 0; i < refilled.size(); i++) {
            AgentId leaves = refilled.get(i);
            Optional<AgentId> takes =
                    waiting.stream().filter(standby -> !removed.contains(standby)).findFirst();
            if (removed.contains(leaves) && takes.isPresent()) {
                refilled.set(i, takes.get());
                waiting.remove(takes.get());
                waiting.add(leaves);
            }
        }
        return new SeatPlan(refilled, waiting);
    }

    /// Written out, since plans are compared after every decision and a native image would
    /// interpret what the compiler makes for a record.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SeatPlan that
                        && seats.equals(that.seats)
                        && standbys.equals(that.standbys));
    }

    @Override
    public int hashCode() {
        return 31 * seats.hashCode() + standbys.hashCode();
    }

    private static List<AgentId> with(List<AgentId> agents, AgentId one) {
        return Stream.concat(agents.stream(), Stream.of(one)).toList();
    }
}
