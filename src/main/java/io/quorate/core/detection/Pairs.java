package io.quorate.core.detection;

import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who said the same as whom, and how often: counts over the questions on which both voted.
///
/// Counts only grow, one decision after the other; not safe for several threads. The agents that
/// were seen first are compared, up to a number; of the others nothing is kept.
public final class Pairs {
    private final int agentsMax;
    private final SortedMap<AgentId, Integer> places = new TreeMap<>();
    private final List<AgentId> agents = new ArrayList<>();
    private final List<Voter> voters = new ArrayList<>();
    private final List<long[]> together = new ArrayList<>();
    private final List<long[]> same = new ArrayList<>();

    /// What is counted of one agent.
    ///
    /// @param firstOfTwo votes for the first of two choices, and `ofTwo` those on two choices
    /// @param chance sum of 1/K over all questions
    private record Voter(long votes, long firstOfTwo, long ofTwo, double chance) {
        static final Voter NEW = new Voter(0, 0, 0, 0);

        Voter voted(int choice, int choices) {
            boolean two = choices == 2;
            return new Voter(
                    votes + 1,
                    firstOfTwo + (two && choice == 0 ? 1 : 0),
                    ofTwo + (two ? 1 : 0),
                    chance + 1.0 / choices);
        }
    }

    public Pairs(int agentsMax) {
        this.agentsMax = agentsMax;
    }

    /// Counts one decision.
    ///
    /// @param voted the place of each agent's choice, in the order of the agents
    public void add(List<AgentId> agents, int[] voted, int choices) {
        int[] known = new int[agents.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = place(agents.get(i));
            if (known[i] >= 0) {
                voters.set(known[i], voters.get(known[i]).voted(voted[i], choices));
            }
        }
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < i; j++) {
                if (known[i] >= 0 && known[j] >= 0 && known[i] != known[j]) {
                    int high = Math.max(known[i], known[j]);
                    int low = Math.min(known[i], known[j]);
                    together.get(high)[low]++;
                    if (voted[i] == voted[j]) {
                        same.get(high)[low]++;
                    }
                }
            }
        }
    }

    private int place(AgentId agent) {
        Integer place = places.get(agent);
        if (place != null) {
            return place;
        }
        int next = voters.size();
        if (next >= agentsMax) {
            return -1;
        }
        places.put(agent, next);
        agents.add(agent);
        voters.add(Voter.NEW);
        together.add(new long[next]);
        same.add(new long[next]);
        return next;
    }

    /// The agents that are compared, in the order in which they were first seen.
    public List<AgentId> agents() {
        return Collections.unmodifiableList(agents);
    }

    /// How often two agents agreed; nothing of agents that are not compared.
    public Agreement of(AgentId one, AgentId other) {
        Integer first = places.get(one);
        Integer second = places.get(other);
        return first == null || second == null || first.equals(second)
                ? new Agreement(0, 0, 0)
                : at(first, second);
    }

    /// The same by their places among [#agents].
    public Agreement at(int one, int other) {
        int high = Math.max(one, other);
        int low = Math.min(one, other);
        return new Agreement(
                together.get(high)[low],
                same.get(high)[low],
                chance(voters.get(high), voters.get(low)));
    }

    /// On two choices from how often each says the first, on more from their number.
    private static double chance(Voter one, Voter other) {
        if (one.ofTwo() == one.votes() && other.ofTwo() == other.votes()) {
            double first = one.votes() == 0 ? 0.5 : (double) one.firstOfTwo() / one.votes();
            double second = other.votes() == 0 ? 0.5 : (double) other.firstOfTwo() / other.votes();
            return first * second + (1 - first) * (1 - second);
        }
        return (one.chance() + other.chance()) / Math.max(1, one.votes() + other.votes());
    }
}
