package io.quorate.engine.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to learn from a recorded decision: the votes of a pool's first round that were
/// admitted for a choice. In a second round the agents have heard each other.
final class Lessons {
    private Lessons() {}

    static Optional<Lesson.Votes> votes(
            DecisionId decision, List<Choice> choices, PoolOutcome pool) {
        if (pool.rounds().isEmpty() || choices.size() < 2) {
            return Optional.empty();
        }
        List<Ballot> ballots = ballots(pool.rounds().getFirst());
        return ballots.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lesson.Votes(decision, choices, ballots));
    }

    /// The votes of a round that were admitted for a choice.
    static List<Ballot> ballots(RoundReport round) {
        List<Ballot> ballots = new ArrayList<>();
        List<Seat> seats = round.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            if (round.receptions().get(i)
                    instanceof Reception.Admitted(Choice choice, var confidence, _)) {
                ballots.add(new Ballot(seats.get(i).agent(), choice, confidence));
            }
        }
        return ballots;
    }

    /// The agents whose deadline passed without an answer.
    static List<AgentId> silent(RoundReport round) {
        List<AgentId> silent = new ArrayList<>();
        List<Seat> seats = round.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            if (round.receptions().get(i) instanceof Reception.Silent(var cause)
                    && cause != Reception.SilenceCause.EMPTY_SEAT) {
                silent.add(seats.get(i).agent());
            }
        }
        return silent;
    }
}
