package io.quorate.core.consensus.round;

import io.quorate.core.consensus.admission.Admission;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The agents in quarantine that are asked as well. What they vote is kept and counts for nothing:
/// no outcome waits for it or is changed by it.
final class Shadows {
    private final Set<AgentId> asked;
    private final SortedSet<AgentId> awaited;
    private final SortedMap<AgentId, Reception.Admitted> votes;

    private Shadows(
            Set<AgentId> asked,
            Collection<AgentId> awaited,
            Map<AgentId, Reception.Admitted> votes) {
        this.asked = asked;
        this.awaited = new TreeSet<>(awaited);
        this.votes = new TreeMap<>(votes);
    }

    static Shadows of(Set<AgentId> asked) {
        return new Shadows(asked, asked, Map.of());
    }

    Shadows copy() {
        return new Shadows(asked, awaited, votes);
    }

    boolean include(AgentId agent) {
        return asked.contains(agent);
    }

    List<AgentId> awaited() {
        return List.copyOf(awaited);
    }

    /// Nothing more is expected of an agent.
    void unanswered(AgentId agent) {
        awaited.remove(agent);
    }

    /// The first vote for a choice is kept.
    void take(AgentId agent, Admission admission) {
        switch (admission) {
            case Admission.Admitted(Vote vote) -> {
                awaited.remove(agent);
                votes.putIfAbsent(
                        agent,
                        new Reception.Admitted(
                                vote.choice().orElseThrow(), vote.confidence(), vote.score()));
            }
            case Admission.Abstained _ -> awaited.remove(agent);
            case Admission.NotAdmitted(FaultKind kind, var _) -> {
                if (kind.party() == FaultKind.Party.AGENT) {
                    awaited.remove(agent);
                }
            }
        }
    }

    List<RoundReport.Shadow> votes() {
        List<RoundReport.Shadow> shadows = new ArrayList<>();
        votes.forEach((agent, vote) -> shadows.add(new RoundReport.Shadow(agent, vote)));
        return shadows;
    }
}
