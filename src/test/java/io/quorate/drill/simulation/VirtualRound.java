package io.quorate.drill.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Effect;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Progress;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.consensus.round.Step;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One round in virtual time: what the agents do happens in its order, and the deadline when it
/// comes. Faults are counted here a second time, from what was sent; the round has to end at the
/// very event with which they become too many, and nothing after its end may change it.
final class VirtualRound {
    static final Instant OPENS = Instant.EPOCH.plusSeconds(1);
    static final Instant CLOSES = OPENS.plusMillis(Behaviour.DEADLINE);

    private final Map<AgentId, Set<Vote>> signed = new HashMap<>();
    private final Set<AgentId> garbled = new HashSet<>();
    private final Set<AgentId> equivocated = new HashSet<>();
    private final StringBuilder transcript = new StringBuilder();
    private Round round;
    private boolean tooManyFaults;

    private VirtualRound(Round round) {
        this.round = round;
    }

    /// What came of it.
    ///
    /// @param tooManyFaults more than the seats can bear, before the outcome was certain
    /// @param transcript every effect in its order
    record Played(Conclusion conclusion, boolean tooManyFaults, String transcript) {}

    static Played play(Opening opening, List<Happening> happenings) {
        VirtualRound play = new VirtualRound(Round.open(opening, OPENS).round());
        List<Happening> ordered =
                happenings.stream().sorted(Comparator.comparingLong(Happening::millis)).toList();
        boolean closed = false;
        for (Happening happening : ordered) {
            if (!closed && happening.millis() > Behaviour.DEADLINE) {
                play.take(new Event.DeadlinePassed(CLOSES));
                closed = true;
            }
            play.take(happening);
        }
        if (!closed) {
            play.take(new Event.DeadlinePassed(CLOSES));
        }
        return new Played(play.conclusion(), play.tooManyFaults, play.transcript.toString());
    }

    private void take(Happening happening) {
        Instant at = OPENS.plusMillis(happening.millis());
        switch (happening.what()) {
            case Happening.Breaks(AgentId agent) ->
                    take(new Event.Unanswered(agent, SilenceCause.FAILED, at));
            case Happening.Delivers(Ballot ballot) -> {
                boolean open = isOpen();
                boolean proves = isNewProof(ballot.vote());
                Step step = take(new Event.Arrived(List.of(ballot), at));
                if (proves && !open) {
                    assertTrue(
                            step.effects().stream()
                                    .anyMatch(Effect.RecordIncident.class::isInstance),
                            "a proof that comes later is an incident");
                }
            }
        }
    }

    /// Counts what the vote proves, if it came while the round was open.
    private boolean isNewProof(Vote vote) {
        AgentId agent = vote.agent();
        if (vote.defect().isPresent() && isOpen()) {
            garbled.add(agent);
        }
        if (vote.signature().isEmpty()) {
            return false;
        }
        Set<Vote> before = signed.computeIfAbsent(agent, _ -> new HashSet<>());
        boolean proves = before.stream().anyMatch(earlier -> !earlier.saysTheSameAs(vote));
        if (isOpen()) {
            before.add(vote);
        }
        if (proves && isOpen()) {
            equivocated.add(agent);
        }
        return proves;
    }

    private Step take(Event event) {
        boolean wasOpen = isOpen();
        Progress before = round.progress();
        Step step = round.apply(event);
        round = step.round();
        step.effects().forEach(effect -> transcript.append(effect).append('\n'));
        if (!wasOpen) {
            assertEquals(before, round.progress(), "what comes later changes nothing");
            return step;
        }
        int f = round.gate().quorum().f();
        boolean tooMany =
                equivocated.size() > f
                        || garbled.size() + equivocated.size() > round.gate().quorum().emptiedMax();
        boolean stopped =
                !isOpen()
                        && conclusion().outcome().reason()
                                == OutcomeReason.BYZANTINE_THRESHOLD_EXCEEDED;
        assertEquals(tooMany, stopped, () -> "faults by " + equivocated + garbled);
        tooManyFaults |= tooMany;
        return step;
    }

    private boolean isOpen() {
        return round.progress() instanceof Progress.Pending;
    }

    private Conclusion conclusion() {
        return switch (round.progress()) {
            case Progress.Concluded(Conclusion conclusion) -> conclusion;
            case Progress.Pending _, Progress.Repeated _ ->
                    throw new AssertionError("the deadline ends a round without a reserve");
        };
    }
}
