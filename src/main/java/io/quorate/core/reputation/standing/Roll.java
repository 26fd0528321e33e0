package io.quorate.core.reputation.standing;

import io.quorate.core.consensus.SeatPlan;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Who belongs to a pool since it first opened: which agent holds which seat, who waits for one,
/// and how each of them stands.
///
/// Seats are fixed when the pool opens. An operator changes them through the policy, a quarantine
/// hands one to a standby, and nothing else does.
///
/// @param declared the agents that the policy named when this was last brought in line with it
/// @param seatsMax the most seats that it allowed then
/// @param members everybody who ever belonged; what is known of one that left is kept for its
///   return
public record Roll(
        Instant opened,
        List<AgentId> declared,
        int seatsMax,
        SeatPlan plan,
        SortedMap<AgentId, Enrolment> members) {
    public Roll {
        declared = List.copyOf(declared);
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /// Of a pool that opens, if it has the agents it needs: those seated now are its founders.
    public static Optional<Roll> open(
            List<AgentId> declared,
            List<AgentId> registered,
            int minAgents,
            int seatsMax,
            Instant now) {
        return SeatPlan.opening(declared, registered, minAgents, seatsMax)
                .map(plan -> {
                    SortedMap<AgentId, Enrolment> members = new TreeMap<>();
                    plan.seats().forEach(agent -> members.put(agent, Enrolment.founder(now)));
                    plan.standbys().forEach(agent -> members.put(agent, Enrolment.newcomer(now)));
                    return new Roll(now, declared, seatsMax, plan, members);
                });
    }

    /// Where an agent stands; nothing of one that never belonged.
    public Optional<Discipline> discipline(AgentId agent) {
        return Optional.ofNullable(members.get(agent)).map(Enrolment::discipline);
    }

    /// The roll in line with the policy and the registrations of this moment, and this very one
    /// where it is already.
    ///
    /// Who is no longer named leaves. When the policy changed, its agents take the seats that are
    /// free; who registered by itself waits. Where every seat went to others the pool opens anew,
    /// with founders: newcomers alone would weigh nothing together.
    ///
    /// @param labelled how many labelled votes an agent has
    public Roll following(
            List<AgentId> declaredNow,
            List<AgentId> registered,
            int seatsMaxNow,
            ToLongFunction<AgentId> labelled,
            Instant now) {
        Set<AgentId> named = new LinkedHashSet<>(declaredNow);
        named.addAll(registered);
        List<AgentId> seats = new ArrayList<>(plan.seats());
        List<AgentId> standbys = new ArrayList<>(plan.standbys());
        seats.retainAll(named);
        standbys.retainAll(named);
        boolean changed = !declaredNow.equals(declared) || seatsMaxNow != seatsMax;
        if (changed) {
            while (seats.size() > seatsMaxNow) {
                standbys.addFirst(seats.removeLast());
            }
            for (AgentId agent : declaredNow) {
                if (seats.size() < seatsMaxNow && !seats.contains(agent) && maySit(agent)) {
                    seats.add(agent);
                    standbys.remove(agent);
                }
            }
        }
        Set<AgentId> placed = new HashSet<>(seats);
        placed.addAll(standbys);
        named.stream().filter(agent -> !placed.contains(agent)).forEach(standbys::add);
        SeatPlan next = new SeatPlan(seats, standbys);
        if (!changed && next.equals(plan)) {
            return this;
        }
        SortedMap<AgentId, Enrolment> known = new TreeMap<>(members);
        if (Collections.disjoint(plan.seats(), seats)) {
            seats.forEach(agent -> known.putIfAbsent(agent, Enrolment.founder(now)));
        }
        Roll kept = new Roll(opened, declared, seatsMax, plan, known);
        return new Roll(opened, declaredNow, seatsMaxNow, next, kept.seatedIn(next, labelled, now));
    }

    /// The roll after a move. A seat that is lost goes to the first standby; where there is none it
    /// stays with its agent, and is a silence.
    public Roll after(Move move, ToLongFunction<AgentId> labelled, Instant now) {
        SortedMap<AgentId, Enrolment> changed = new TreeMap<>(members);
        changed.computeIfPresent(move.agent(), (_, before) -> before.in(move.to()));
        Roll moved = new Roll(opened, declared, seatsMax, plan, changed);
        SeatPlan refilled = plan.refilled(moved.removed());
        return new Roll(
                opened, declared, seatsMax, refilled, moved.seatedIn(refilled, labelled, now));
    }

    private boolean maySit(AgentId agent) {
        return discipline(agent).map(discipline -> !discipline.lostItsSeat()).orElse(true);
    }

    private Set<AgentId> removed() {
        Set<AgentId> removed = new HashSet<>();
        members.forEach((agent, enrolment) -> {
            if (enrolment.discipline().lostItsSeat()) {
                removed.add(agent);
            }
        });
        return removed;
    }

    /// The members once everybody in the plan is one, and whoever waited before and sits now is on
    /// probation.
    private SortedMap<AgentId, Enrolment> seatedIn(
            SeatPlan next, ToLongFunction<AgentId> labelled, Instant now) {
        SortedMap<AgentId, Enrolment> all = new TreeMap<>(members);
        join(next.seats(), all, now);
        join(next.standbys(), all, now);
        for (AgentId agent : next.seats()) {
            Enrolment enrolment = Objects.requireNonNull(all.get(agent));
            if (enrolment.discipline().standing() == Standing.STANDBY) {
                all.put(
                        agent,
                        enrolment.in(
                                Standings.seated(
                                        enrolment.discipline(), labelled.applyAsLong(agent), now)));
            }
        }
        return all;
    }

    private static void join(
            Collection<AgentId> agents, SortedMap<AgentId, Enrolment> all, Instant now) {
        agents.forEach(agent -> all.putIfAbsent(agent, Enrolment.newcomer(now)));
    }
}
