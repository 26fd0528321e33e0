package io.quorate.core.consensus.round;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The agents by which a round may be swayed: those with a proven fault, and those on which at
/// least two independent detectors agree.
///
/// A statistical finding is a detector by its kind; all that admission found of an agent is one
/// more, the protocol's. Lateness is left out, it is no sign of a lie, and so is what a connection
/// did in an agent's name.
record Influence(Set<AgentId> proven, Set<AgentId> suspected) {
    private static final int DETECTORS = 2;

    static Influence of(List<Fault> faults) {
        Set<AgentId> proven = new HashSet<>();
        Map<AgentId, Set<FaultKind>> found = new TreeMap<>();
        for (Fault fault : faults) {
            if (fault.proven()) {
                proven.add(fault.agent());
            } else if (tells(fault.kind())) {
                found.computeIfAbsent(fault.agent(), agent -> EnumSet.noneOf(FaultKind.class))
                        .add(detector(fault.kind()));
            }
        }
        List<AgentId> suspected = new ArrayList<>();
        found.forEach((agent, detectors) -> {
            if (detectors.size() >= DETECTORS) {
                suspected.add(agent);
            }
        });
        return new Influence(Set.copyOf(proven), Set.copyOf(suspected));
    }

    private static boolean tells(FaultKind kind) {
        return kind != FaultKind.LATE && kind.party() == FaultKind.Party.AGENT;
    }

    private static FaultKind detector(FaultKind kind) {
        // Whatever admission finds is one detector, represented by one of its kinds.
        return kind.strength() == FaultKind.Strength.FAULT ? FaultKind.MALFORMED : kind;
    }

    boolean on(AgentId agent) {
        return proven.contains(agent) || suspected.contains(agent);
    }
}
