package io.quorate.core.planning.replay;

import io.quorate.core.consensus.resolution.Library;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.EvidenceReview.ReviewedQuotation;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.AbstentionCause;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Vote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What was heard of each agent in a recorded round.
///
/// Texts lie apart from the record, so quotations are not looked up again: one that was found to
/// hold is restored as one that holds, any other as one that does not.
final class Heard {
    private static final Source PROVEN = new Source("proven", "", "holds");
    private static final Quotation HOLDS = new Quotation("proven", "holds");
    private static final Library LIBRARY = new Library(List.of(PROVEN));

    private final RoundReport round;
    private final Map<AgentId, Reception> receptions;

    Heard(RoundReport round) {
        this.round = round;
        receptions = HashMap.newHashMap(round.receptions().size());
        for (int i = 0; i < round.receptions().size(); i++) {
            receptions.put(round.electorate().seats().get(i).agent(), round.receptions().get(i));
        }
    }

    Library library() {
        return LIBRARY;
    }

    /// Whether the agent was asked; one that had no seat would be.
    boolean isAsked(AgentId agent) {
        Reception reception = receptions.get(agent);
        return reception == null || Prices.isAsked(reception);
    }

    /// What a model counted for the agent's first vote.
    Optional<Usage> usage(AgentId agent) {
        for (int i = 0; i < round.votes().size(); i++) {
            if (round.votes().get(i).agent().equals(agent)) {
                return round.arrivals().get(i).usage();
            }
        }
        return Optional.empty();
    }

    /// The agent's seat; awaited when nothing is known of its vote.
    SeatState state(AgentId agent, double confidenceThreshold) {
        Reception reception = receptions.get(agent);
        return switch (reception) {
            case null -> new SeatState.Awaited();
            case Reception.NotNeeded() -> new SeatState.Awaited();
            case Reception.Silent(var cause) -> new SeatState.Silent(cause);
            case Reception.NotAdmitted(var fault) -> new SeatState.NotAdmitted(fault);
            case Reception.Admitted(var choice, var confidence, var score) ->
                    voted(vote(agent, choice, confidence, score), confidenceThreshold);
            case Reception.Abstained(var cause) ->
                    switch (cause) {
                        case BY_AGENT -> new SeatState.Abstained(Vote.abstention(agent, ""), cause);
                        case BELOW_CONFIDENCE_THRESHOLD -> voted(cast(agent), confidenceThreshold);
                    };
        };
    }

    private SeatState voted(Vote vote, double threshold) {
        int choice = vote.choice().map(round.electorate().choices()::indexOf).orElse(-1);
        return choice < 0 || vote.confidence().orElse(0) < threshold
                ? new SeatState.Abstained(vote, AbstentionCause.BELOW_CONFIDENCE_THRESHOLD)
                : new SeatState.Counted(vote, choice);
    }

    /// The first vote of the agent that no fault was found in.
    private Vote cast(AgentId agent) {
        return IntStream.range(0, round.votes().size())
                .filter(i -> round.votes().get(i).agent().equals(agent))
                .filter(i -> round.faults().stream().noneMatch(fault -> fault.votes().contains(i)))
                .mapToObj(round.votes()::get)
                .findFirst()
                .map(vote -> vote(agent, vote.choice(), vote.confidence(), vote.score()))
                .orElseGet(() -> Vote.abstention(agent, ""));
    }

    private Vote vote(
            AgentId agent, Choice choice, OptionalDouble confidence, OptionalDouble score) {
        return vote(agent, Optional.of(choice), confidence, score);
    }

    private Vote vote(
            AgentId agent,
            Optional<Choice> choice,
            OptionalDouble confidence,
            OptionalDouble score) {
        return new Vote(
                agent,
                choice,
                confidence,
                score,
                "",
                evidence(agent),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<Quotation> evidence(AgentId agent) {
        return round.evidenceReview().stream()
                .flatMap(review -> review.quotations().stream())
                .filter(quotation -> quotation.agent().equals(agent))
                .filter(ReviewedQuotation::verified)
                .flatMap(_ -> Stream.of(HOLDS))
                .toList();
    }
}
