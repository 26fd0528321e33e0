package io.quorate.core.audit.explanation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What each agent of a round said, in words.
final class VoterWords {
    private VoterWords() {}

    static List<Explanation.Voter> of(RoundReport round) {
        Map<AgentId, Vote> votes = new LinkedHashMap<>();
        Map<AgentId, Usage> usages = new HashMap<>();
        for (int i = 0; i < round.votes().size(); i++) {
            Vote vote = round.votes().get(i);
            votes.putIfAbsent(vote.agent(), vote);
            round.arrivals().get(i).usage().ifPresent(usage -> usages.put(vote.agent(), usage));
        }
        long total = round.electorate().totalWeight();
        List<Explanation.Voter> voters = new ArrayList<>();
        List<Seat> seats = round.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            Optional<Vote> vote = Optional.ofNullable(votes.remove(seat.agent()));
            voters.add(
                    new Explanation.Voter(
                            seat.agent().value(),
                            seat.domain().value(),
                            total == 0 ? 0 : (double) seat.weight() / total,
                            said(round.receptions().get(i), seat)
                                    + counted(usages.get(seat.agent()))
                                    + standing(seat),
                            vote.map(Vote::reasoning).orElse("")));
        }
        for (Vote seatless : votes.values()) {
            voters.add(
                    new Explanation.Voter(
                            seatless.agent().value(),
                            "",
                            0,
                            "Voted %s without a seat; that did not count."
                                    .formatted(
                                            seatless.choice()
                                                    .map(Choice::value)
                                                    .orElse("for nothing")),
                            seatless.reasoning()));
        }
        return voters;
    }

    private static String said(Reception reception, Seat seat) {
        return switch (reception) {
            case Reception.Admitted(var choice, var confidence, _) ->
                    "Voted %s%s; it counted with a weight of %s."
                            .formatted(choice, sure(confidence), PoolWords.weight(seat.weight()));
            case Reception.Abstained(var cause) ->
                    switch (cause) {
                        case BY_AGENT -> "Abstained.";
                        case BELOW_CONFIDENCE_THRESHOLD ->
                                "Counted as an abstention: less sure than the %s that its vote needs."
                                        .formatted(seat.confidenceThreshold());
                    };
            case Reception.Silent(var cause) ->
                    switch (cause) {
                        case NO_VOTE -> "Silent: no vote came.";
                        case LATE -> "Silent: its vote came too late.";
                        case UNREACHABLE -> "Silent: it could not be asked, or had no answer.";
                        case FAILED -> "Silent: it broke off, or sent what is no answer.";
                        case TIMED_OUT -> "Silent: it took longer than one call to it may.";
                        case SPARED ->
                                "Silent: it was left alone, as it failed too often of late or had"
                                        + " as many calls as it may.";
                        case OVER_BUDGET -> "Silent: the pool's budget allowed no other call.";
                        case EMPTY_SEAT -> "Silent: it may not vote, and nobody took its seat.";
                    };
            case Reception.NotAdmitted(var fault) ->
                    "Its vote did not count: %s.".formatted(fault.name());
            case Reception.NotNeeded _ -> "The outcome was certain before its vote was read.";
        };
    }

    private static String sure(OptionalDouble confidence) {
        return confidence.isPresent() ? " with a confidence of " + confidence.getAsDouble() : "";
    }

    private static String counted(@Nullable Usage usage) {
        return usage == null
                ? ""
                : " Its model read %,d and wrote %,d tokens, for %s."
                        .formatted(usage.input(), usage.output(), usage.cost().toPlainString());
    }

    private static String standing(Seat seat) {
        return switch (seat.standing()) {
            case ACTIVE -> "";
            case PROBATION -> " It is on probation.";
            case QUARANTINED -> " It is quarantined.";
            case EXCLUDED -> " It is excluded.";
            case STANDBY -> " It is a standby.";
        };
    }
}
