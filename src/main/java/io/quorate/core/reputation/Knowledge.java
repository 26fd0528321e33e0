package io.quorate.core.reputation;

import io.quorate.core.protocol.AgentId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything learnt about a pool, or an increment of it, as sums that can be added up in any
/// order: what sidecars share.
public record Knowledge(SortedMap<AgentId, TrackRecord> agents, Climate climate) {
    public static final Knowledge NONE = new Knowledge(Collections.emptySortedMap(), Climate.NONE);

    /// Leaves out agents of whom nothing is known, so that equal knowledge is equal.
    public Knowledge {
        SortedMap<AgentId, TrackRecord> known = new TreeMap<>(agents);
        known.values().removeIf(TrackRecord::isNone);
        agents = Collections.unmodifiableSortedMap(known);
    }

    /// All that some changes add.
    public static Knowledge of(List<Change> changes) {
        SortedMap<AgentId, TrackRecord> agents = new TreeMap<>();
        Climate climate = Climate.NONE;
        for (Change change : changes) {
            switch (change) {
                case Change.OfAgent(AgentId agent, TrackRecord increment, Cause _) ->
                        agents.merge(agent, increment, TrackRecord::plus);
                case Change.OfPool(Climate increment, Cause _) -> climate = climate.plus(increment);
            }
        }
        return new Knowledge(agents, climate);
    }

    public Knowledge plus(Knowledge more) {
        SortedMap<AgentId, TrackRecord> sums = new TreeMap<>(agents);
        more.agents.forEach((agent, record) -> sums.merge(agent, record, TrackRecord::plus));
        return new Knowledge(sums, climate.plus(more.climate));
    }

    public Knowledge negated() {
        SortedMap<AgentId, TrackRecord> negated = new TreeMap<>(agents);
        negated.replaceAll((_, record) -> record.negated());
        return new Knowledge(negated, climate.negated());
    }

    public Knowledge minus(Knowledge less) {
        return plus(less.negated());
    }

    public boolean isNothing() {
        return equals(NONE);
    }
}
