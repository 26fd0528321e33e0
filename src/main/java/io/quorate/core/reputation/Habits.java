package io.quorate.core.reputation;

import io.quorate.core.detection.Drift;
import io.quorate.core.detection.Pairs;
import io.quorate.core.protocol.AgentId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is observed of a pool's agents beside what they are worth: who votes like whom, and whether
/// one is still what it was.
///
/// Unlike [Knowledge] it depends on an order, that in which the observations reached the store that
/// all sidecars share.
///
/// @param drifts without agents of which nothing was seen
public record Habits(Pairs.Counts pairs, SortedMap<AgentId, Drift> drifts) {
    public static final Habits NONE = new Habits(Pairs.Counts.NONE, Collections.emptySortedMap());

    public Habits {
        SortedMap<AgentId, Drift> watched = new TreeMap<>(drifts);
        watched.values().removeIf(Drift.NONE::equals);
        drifts = Collections.unmodifiableSortedMap(watched);
    }

    /// What was observed since some moment.
    ///
    /// @param steps in their order
    public record Observed(Pairs.Counts pairs, List<Drift.Step> steps) {
        public static final Observed NOTHING = new Observed(Pairs.Counts.NONE, List.of());

        public Observed {
            steps = List.copyOf(steps);
        }

        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /// The same after more was observed.
    ///
    /// @param comparedMax agents that are compared with each other
    public Habits after(Observed more, int comparedMax) {
        Pairs counted = Pairs.of(pairs, comparedMax);
        counted.add(more.pairs());
        SortedMap<AgentId, Drift> watched = new TreeMap<>(drifts);
        for (Drift.Step step : more.steps()) {
            watched.merge(step.agent(), Drift.NONE.after(step), (before, _) -> before.after(step));
        }
        return new Habits(counted.counts(), watched);
    }
}
