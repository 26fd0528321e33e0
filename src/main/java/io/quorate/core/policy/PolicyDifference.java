package io.quorate.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is different between two policies, setting by setting and in words.
///
/// A pool or an agent that only one of the two has is one change, not one for each of its settings.
///
/// @param changes in the order of their keys; none when the two mean the same
public record PolicyDifference(List<Change> changes) {
    private static final String POOLS = "consensus.agent_pools.";
    private static final String AGENTS = ".agents.";

    public PolicyDifference {
        changes = List.copyOf(changes);
    }

    /// One setting, agent or pool that differs.
    ///
    /// @param before empty when there was none
    /// @param after empty when there is none any more
    /// @param sentence the same for people
    public record Change(
            String path, Optional<String> before, Optional<String> after, String sentence) {}

    public static PolicyDifference between(Policy before, Policy after) {
        SortedMap<String, String> old = before.outline();
        SortedMap<String, String> now = after.outline();
        SortedSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        SortedSet<String> units = new TreeSet<>();
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<String> from = Optional.ofNullable(old.get(path));
            Optional<String> to = Optional.ofNullable(now.get(path));
            if (from.equals(to)) {
                continue;
            }
            Optional<String> unit = onlyInOne(path, from.isPresent() ? now : old);
            if (unit.isEmpty()) {
                changes.add(new Change(path, from, to, sentence(path, from, to)));
            } else if (units.add(unit.get())) {
                changes.add(wholly(unit.get(), from.isPresent() ? old : now, from.isPresent()));
            }
        }
        return new PolicyDifference(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// Everything in sentences, a line each.
    public String inWords() {
        return changes.isEmpty()
                ? "Nothing changes.\n"
                : changes.stream()
                        .map(change -> change.sentence() + "\n")
                        .collect(Collectors.joining());
    }

    /// The outermost pool or agent around a path of which the other policy knows nothing.
    private static Optional<String> onlyInOne(String path, SortedMap<String, String> other) {
        if (!path.startsWith(POOLS)) {
            return Optional.empty();
        }
        String pool = path.substring(0, PolicyPath.endOfSegment(path, POOLS.length()));
        if (isAbsent(pool, other)) {
            return Optional.of(pool);
        }
        if (!path.startsWith(AGENTS, pool.length())) {
            return Optional.empty();
        }
        int end = PolicyPath.endOfSegment(path, pool.length() + AGENTS.length());
        return Optional.of(path.substring(0, end)).filter(agent -> isAbsent(agent, other));
    }

    private static boolean isAbsent(String unit, SortedMap<String, String> outline) {
        Map<String, String> from = outline.tailMap(unit + ".");
        return from.isEmpty() || !from.keySet().iterator().next().startsWith(unit + ".");
    }

    private static Change wholly(String unit, SortedMap<String, String> outline, boolean gone) {
        Optional<String> summary = Optional.of(summary(unit, outline));
        boolean agent = PolicyPath.endOfSegment(unit, POOLS.length()) < unit.length();
        String what = (agent ? "Agent " : "Pool ") + place(unit);
        return gone
                ? new Change(unit, summary, Optional.empty(), what + " is removed.")
                : new Change(
                        unit,
                        Optional.empty(),
                        summary,
                        what + " is added: " + summary.get() + ".");
    }

    private static String summary(String unit, SortedMap<String, String> outline) {
        String domain = outline.get(unit + ".fault_domain");
        return domain != null
                ? "fault domain " + domain
                : outline.get(unit + ".participation")
                        + ", "
                        + outline.get(unit + ".min_agents")
                        + " to "
                        + outline.get(unit + ".max_agents")
                        + " agents, weighting "
                        + outline.get(unit + ".weighting");
    }

    private static String sentence(String path, Optional<String> from, Optional<String> to) {
        String place = place(path);
        return from.isEmpty()
                ? place + " is now " + to.orElseThrow() + "; it was not set."
                : to.isEmpty()
                        ? place + " is no longer set; it was " + from.get() + "."
                        : place + " changes from " + from.get() + " to " + to.get() + ".";
    }

    /// A path as people say it: `min_agents of pool facts`.
    private static String place(String path) {
        if (!path.startsWith(POOLS)) {
            return path;
        }
        int poolEnd = PolicyPath.endOfSegment(path, POOLS.length());
        String pool = path.substring(POOLS.length(), poolEnd);
        if (poolEnd == path.length()) {
            return pool;
        }
        if (!path.startsWith(AGENTS, poolEnd)) {
            return path.substring(poolEnd + 1) + " of pool " + pool;
        }
        int agentStart = poolEnd + AGENTS.length();
        int agentEnd = PolicyPath.endOfSegment(path, agentStart);
        String agent = path.substring(agentStart, agentEnd);
        return agentEnd == path.length()
                ? agent + " of pool " + pool
                : path.substring(agentEnd + 1) + " of agent " + agent + " of pool " + pool;
    }
}
