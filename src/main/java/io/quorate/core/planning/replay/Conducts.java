package io.quorate.core.planning.replay;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How the agents of one pool voted where the right choice is known.
final class Conducts {
    /// How sure labels must be of an agent.
    private static final double SURENESS = 0.95;

    private final PoolId pool;
    private final Map<AgentId, Labelled> agents = new HashMap<>();

    Conducts(PoolId pool) {
        this.pool = pool;
    }

    /// One vote.
    ///
    /// @param chance that a guess is right
    record Graded(AgentId agent, boolean right, double chance) {}

    private record Labelled(long right, long wrong, double chances) {
        Labelled plus(Graded vote) {
            return new Labelled(
                    right + (vote.right() ? 1 : 0),
                    wrong + (vote.right() ? 0 : 1),
                    chances + vote.chance());
        }

        double worseThanAGuess() {
            return new Beta(1.0 + right, 1.0 + wrong).atMost(chances / (right + wrong));
        }
    }

    /// The votes of a decision in the pool's first round: what agents say by themselves.
    List<Graded> graded(Recorded decision) {
        if (decision.known().isEmpty()) {
            return List.of();
        }
        Choice known = decision.known().get();
        return decision.record().findings().pools().stream()
                .filter(outcome -> outcome.pool().equals(pool))
                .map(PoolOutcome::rounds)
                .filter(rounds -> !rounds.isEmpty())
                .flatMap(rounds -> graded(rounds.getFirst(), known))
                .toList();
    }

    private static Stream<Graded> graded(RoundReport round, Choice known) {
        double chance = 1.0 / round.electorate().choices().size();
        return IntStream.range(0, round.receptions().size())
                .boxed()
                .flatMap(i ->
                        round.receptions().get(i) instanceof Reception.Admitted admitted
                                ? Stream.of(
                                        new Graded(
                                                round.electorate().seats().get(i).agent(),
                                                admitted.choice().equals(known),
                                                chance))
                                : Stream.empty());
    }

    void add(Graded vote) {
        agents.merge(
                vote.agent(), new Labelled(0, 0, 0).plus(vote), (before, _) -> before.plus(vote));
    }

    /// What is to be thought of these removals.
    ///
    /// @param removed how often each agent lost its seat
    Dismissals judge(Map<AgentId, Long> removed) {
        long rightly = 0;
        long wrongly = 0;
        long missed = 0;
        for (Map.Entry<AgentId, Labelled> agent : agents.entrySet()) {
            double worse = agent.getValue().worseThanAGuess();
            boolean lost = removed.containsKey(agent.getKey());
            if (worse >= SURENESS) {
                rightly += lost ? 1 : 0;
                missed += lost ? 0 : 1;
            } else if (1 - worse >= SURENESS) {
                wrongly += lost ? 1 : 0;
            }
        }
        long removals = removed.values().stream().mapToLong(Long::longValue).sum();
        return new Dismissals(removals, removed.size(), rightly, wrongly, missed);
    }
}
