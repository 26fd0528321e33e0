package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.detection.Response;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Lesson;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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

    /// What a label is held against: the votes of a round, those cast in the shadow among them.
    /// Only labels speak for an agent in quarantine; agreement is what a liar would feign.
    static List<Ballot> labelled(RoundReport round) {
        List<Ballot> ballots = new ArrayList<>(ballots(round));
        for (RoundReport.Shadow shadow : round.shadows()) {
            ballots.add(
                    new Ballot(shadow.agent(), shadow.vote().choice(), shadow.vote().confidence()));
        }
        return ballots;
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

    /// What of a pool's part of a decision is remembered.
    static Episode episode(DecisionRecord decided, PoolOutcome pool) {
        List<Response> responses = new ArrayList<>();
        Duration waited = Duration.between(decided.receivedAt(), decided.decidedAt());
        pool.rounds().forEach(round -> responses(round, waited, responses));
        return new Episode(
                decided.id(),
                decided.decidedAt(),
                votes(decided.id(), decided.choices(), pool).map(Lesson.class::cast),
                responses);
    }

    /// How long the agents of a round took: those that answered in time, where that is known, and
    /// those that did not.
    private static void responses(RoundReport round, Duration waited, List<Response> into) {
        Set<AgentId> silent = new LinkedHashSet<>(silent(round));
        Set<AgentId> answered = new HashSet<>();
        for (int i = 0; i < round.votes().size(); i++) {
            AgentId agent = round.votes().get(i).agent();
            OptionalLong delay = round.arrivals().get(i).delay();
            if (delay.isPresent() && !silent.contains(agent) && answered.add(agent)) {
                into.add(
                        new Response.Answered(
                                agent, Duration.of(delay.getAsLong(), ChronoUnit.MICROS)));
            }
        }
        silent.forEach(agent -> into.add(new Response.Missed(agent, waited)));
    }

    /// The agents whose deadline passed without an answer.
    private static List<AgentId> silent(RoundReport round) {
        List<AgentId> silent = new ArrayList<>();
        List<Seat> seats = round.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            if (round.receptions().get(i) instanceof Reception.Silent(var cause)
                    && cause != Reception.SilenceCause.EMPTY_SEAT
                    && cause != Reception.SilenceCause.OVER_BUDGET) {
                silent.add(seats.get(i).agent());
            }
        }
        return silent;
    }
}
