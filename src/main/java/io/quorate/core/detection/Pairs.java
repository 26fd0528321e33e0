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
    private static final double MILLION = 1_000_000;

    /// What is counted of one agent: its votes, those for the first of two choices, those on two
    /// choices, and the sum of 1/K over all questions, in millionths.
    private static final int VOTES = 0;

    private static final int FIRST_OF_TWO = 1;
    private static final int OF_TWO = 2;
    private static final int CHANCE = 3;
    private static final int OWN = 4;

    private final int agentsMax;
    private final SortedMap<AgentId, Integer> places = new TreeMap<>();
    private final List<AgentId> agents = new ArrayList<>();

    /// By agent: its own counts, then for each agent before it how often both voted, and how often
    /// they said the same.
    private final List<long[]> rows = new ArrayList<>();

    /// All counts as a value; also what was counted since some moment, as sums that are added up.
    ///
    /// @param agents in the order in which they were first seen
    /// @param numbers the row of each agent, one after the other
    public record Counts(List<AgentId> agents, List<Long> numbers) {
        public static final Counts NONE = new Counts(List.of(), List.of());

        public Counts {
            agents = List.copyOf(agents);
            numbers = List.copyOf(numbers);
            int n = agents.size();
            if (numbers.size() != n * (n + OWN - 1)) {
                throw new IllegalArgumentException("each agent has a row of counts");
            }
        }
    }

    public Pairs(int agentsMax) {
        this.agentsMax = agentsMax;
    }

    /// The same counts again, to be counted on.
    public static Pairs of(Counts counts, int agentsMax) {
        Pairs pairs = new Pairs(agentsMax);
        pairs.add(counts);
        return pairs;
    }

    /// Counts one decision.
    ///
    /// @param voted the place of each agent's choice, in the order of the agents
    public void add(List<AgentId> agents, int[] voted, int choices) {
        int[] known = places(agents);
        for (int i = 0; i < known.length; i++) {
            if (known[i] >= 0) {
                count(rows.get(known[i]), voted[i], choices);
            }
        }
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < i; j++) {
                add(known[i], known[j], 1, voted[i] == voted[j] ? 1 : 0);
            }
        }
    }

    /// Adds what was counted elsewhere.
    public void add(Counts more) {
        int[] known = places(more.agents());
        int next = 0;
        for (int i = 0; i < known.length; i++) {
            for (int own = 0; own < OWN; own++) {
                long number = more.numbers().get(next++);
                if (known[i] >= 0) {
                    rows.get(known[i])[own] += number;
                }
            }
            for (int j = 0; j < i; j++) {
                add(known[i], known[j], more.numbers().get(next++), more.numbers().get(next++));
            }
        }
    }

    public Counts counts() {
        List<Long> numbers = new ArrayList<>(agents.size() * (agents.size() + OWN - 1));
        for (long[] row : rows) {
            for (long number : row) {
                numbers.add(number);
            }
        }
        return new Counts(agents, numbers);
    }

    private static void count(long[] row, int voted, int choices) {
        row[VOTES]++;
        row[CHANCE] += Math.round(MILLION / choices);
        if (choices == 2) {
            row[OF_TWO]++;
            row[FIRST_OF_TWO] += voted == 0 ? 1 : 0;
        }
    }

    private void add(int one, int other, long together, long same) {
        if (one >= 0 && other >= 0 && one != other) {
            long[] row = rows.get(Math.max(one, other));
            int place = OWN + 2 * Math.min(one, other);
            row[place] += together;
            row[place + 1] += same;
        }
    }

    private int[] places(List<AgentId> seen) {
        int[] known = new int[seen.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = place(seen.get(i));
        }
        return known;
    }

    private int place(AgentId agent) {
        Integer place = places.get(agent);
        if (place != null) {
            return place;
        }
        int next = agents.size();
        if (next >= agentsMax) {
            return -1;
        }
        places.put(agent, next);
        agents.add(agent);
        rows.add(new long[OWN + 2 * next]);
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
        long[] high = rows.get(Math.max(one, other));
        int low = Math.min(one, other);
        return new Agreement(
                high[OWN + 2 * low], high[OWN + 2 * low + 1], chance(high, rows.get(low)));
    }

    /// On two choices from how often each says the first, on more from their number.
    private static double chance(long[] one, long[] other) {
        if (one[OF_TWO] == one[VOTES] && other[OF_TWO] == other[VOTES]) {
            double first = first(one);
            double second = first(other);
            return first * second + (1 - first) * (1 - second);
        }
        return (one[CHANCE] + other[CHANCE]) / MILLION / Math.max(1, one[VOTES] + other[VOTES]);
    }

    private static double first(long[] row) {
        return row[VOTES] == 0 ? 0.5 : (double) row[FIRST_OF_TWO] / row[VOTES];
    }
}
