package io.quorate.core.detection;

import io.quorate.core.protocol.AgentId;

/// One vote of a past decision, held against what is known of the right choice.
///
/// @param voted the place of the choice
/// @param choices how many there were
/// @param error how probable it is that the vote was wrong: 0 or 1 where a label says so, else what
///   the others say without this vote
/// @param certainty how much is known of the right choice, 1 where a label says so
public record Sighting(AgentId agent, int voted, int choices, double error, double certainty) {
    public Sighting {
        if (choices < 2 || voted < 0 || voted >= choices) {
            throw new IllegalArgumentException("a vote is for one of at least two choices");
        }
        if (!(error >= 0 && error <= 1 && certainty >= 0 && certainty <= 1)) {
            throw new IllegalArgumentException("error and certainty lie in [0,1]");
        }
    }

    /// A vote on a question whose right choice is known.
    public static Sighting labelled(AgentId agent, int voted, int choices, int right) {
        return new Sighting(agent, voted, choices, voted == right ? 0 : 1, 1);
    }

    /// A vote of which the others make it so probable that it is right.
    public static Sighting unlabelled(AgentId agent, int voted, double[] others) {
        double most = 0;
        for (double probability : others) {
            most = Math.max(most, probability);
        }
        double beyondChance = Math.max(0, (others.length * most - 1) / (others.length - 1));
        return new Sighting(
                agent,
                voted,
                others.length,
                Math.min(1, Math.max(0, 1 - others[voted])),
                Math.min(1, beyondChance * beyondChance));
    }
}
