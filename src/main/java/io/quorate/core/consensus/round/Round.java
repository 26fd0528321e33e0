package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.resolution.Count;
import io.quorate.core.consensus.resolution.Library;
import io.quorate.core.consensus.resolution.Resolution;
import io.quorate.core.consensus.resolution.Resolution.Ending;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.consensus.round.Opening.Collecting;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.RoundReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One round of one pool as a pure state machine: a state and an event make the next state and what
/// is to be done.
///
/// After every event the rows of the resolution table are tried in order. Too many faults end the
/// round at once; a quorum decides; where no quorum can come about any more and there is a reserve,
/// a further round takes over; any other outcome is given as soon as every completion of the
/// awaited votes has it. What happens after the outcome never changes it, and agents in quarantine
/// never do; their votes are waited for to the deadline, since they are asked to be learnt from.
///
/// A round is immutable: the same opening and the same events give the same bytes, and any number
/// of threads may read one.
public final class Round {
    private final Opening opening;
    private final Gate gate;
    private final Digest epoch;
    private final Library library;
    private final Chamber chamber;
    private final Progress progress;
    private final After after;

    /// Whether votes are still collected once the round has ended.
    private enum After {
        COLLECTING,
        DONE
    }

    private Round(
            Opening opening,
            Gate gate,
            Digest epoch,
            Library library,
            Chamber chamber,
            Progress progress,
            After after) {
        this.opening = opening;
        this.gate = gate;
        this.epoch = epoch;
        this.library = library;
        this.chamber = chamber;
        this.progress = progress;
        this.after = after;
    }

    /// Opens a round. It may end at once, when too many seats have been emptied already.
    public static Step open(Opening opening, Instant now) {
        Gate gate = Gate.of(opening.electorate(), opening.rules());
        Round round =
                new Round(
                        opening,
                        gate,
                        Epoch.of(opening, gate),
                        new Library(opening.sources()),
                        Chamber.of(opening),
                        new Progress.Pending(),
                        After.DONE);
        Step step = round.assess(round.chamber, now, Optional.empty());
        if (step.round().progress instanceof Progress.Pending) {
            List<Effect> asking = new ArrayList<>();
            asking.add(new Effect.Ask(round.chamber.awaited()));
            if (!round.chamber.shadows().awaited().isEmpty()) {
                asking.add(new Effect.AskInShadow(round.chamber.shadows().awaited()));
            }
            return new Step(round, asking);
        }
        // Nobody has been asked, so that there is nobody to release and nothing to collect.
        return new Step(
                step.round().closed(),
                step.effects().stream()
                        .filter(effect -> !(effect instanceof Effect.Release))
                        .toList());
    }

    public Opening opening() {
        return opening;
    }

    public Gate gate() {
        return gate;
    }

    /// The digest of what was fixed at the opening.
    public Digest epoch() {
        return epoch;
    }

    public Progress progress() {
        return progress;
    }

    /// Whether votes are still taken in although the outcome stands.
    public boolean isCollecting() {
        return after == After.COLLECTING;
    }

    /// The faults found so far.
    public List<Fault> faults() {
        return List.copyOf(chamber.faults());
    }

    public Step apply(Event event) {
        return switch (progress) {
            case Progress.Pending() -> applyPending(event);
            case Progress.Concluded _, Progress.Repeated _ -> applyEnded(event);
        };
    }

    private Step applyPending(Event event) {
        Chamber next = chamber.copy();
        Optional<Ending> ending = Optional.empty();
        switch (event) {
            case Event.Arrived(var ballots, var _) -> next.take(ballots);
            case Event.Brought(var ballots, var _) -> {
                next.take(ballots);
                ending = Optional.of(Ending.ALL_IN);
            }
            case Event.Unanswered(var agent, var cause, var _) -> next.unanswered(agent, cause);
            case Event.Found(var faults, var _) -> next.note(faults);
            case Event.Overdue(var agents, var at) -> {
                return replaced(agents, at);
            }
            case Event.DeadlinePassed _ -> ending = Optional.of(Ending.DEADLINE);
            case Event.Closed _ -> ending = Optional.of(Ending.ALL_IN);
        }
        if (ending.isPresent()) {
            next.settle(new SeatState.Silent(SilenceCause.NO_VOTE));
        }
        return assess(next, event.at(), ending);
    }

    /// A further round, where there would have to be one if these agents stayed silent.
    private Step replaced(List<AgentId> overdue, Instant now) {
        if (!opening.reserve().serves(now)) {
            return new Step(this, List.of());
        }
        Chamber without = chamber.copy();
        overdue.forEach(agent -> without.unanswered(agent, SilenceCause.NO_VOTE));
        return Refilling.of(opening, count(without), without.faults())
                .map(further -> repeat(without, further))
                .orElseGet(() -> new Step(this, List.of()));
    }

    /// Tries the rows on the seats as they are now.
    private Step assess(Chamber next, Instant now, Optional<Ending> ending) {
        int excess =
                Math.max(
                        next.emptied() - gate.quorum().emptiedMax(),
                        next.provenFaulty() - gate.quorum().f());
        if (excess > 0) {
            return conclude(
                    next,
                    Outcome.noConsensus(OutcomeReason.BYZANTINE_THRESHOLD_EXCEEDED),
                    ending,
                    excess);
        }
        Count count = count(next);
        Optional<FurtherRound> further =
                ending.equals(Optional.of(Ending.DEADLINE)) || !opening.reserve().serves(now)
                        ? Optional.empty()
                        : Refilling.of(opening, count, next.faults());
        if (further.isPresent()) {
            return repeat(next, further.get());
        }
        Resolution resolution = new Resolution(count, opening.rules(), library);
        Optional<Outcome> outcome =
                ending.map(resolution::outcome)
                        .or(() -> mayEnd(next) ? resolution.certain() : Optional.empty());
        return outcome.map(certain -> conclude(next, certain, ending, 0))
                .orElseGet(() -> new Step(with(next, progress, after), List.of()));
    }

    private boolean mayEnd(Chamber next) {
        return opening.collecting() != Collecting.BEFORE_OUTCOME || next.awaited().isEmpty();
    }

    private Step repeat(Chamber next, FurtherRound further) {
        List<AgentId> awaited = new ArrayList<>(next.awaited());
        awaited.addAll(next.shadows().awaited());
        List<Effect> effects = new ArrayList<>();
        if (!awaited.isEmpty()) {
            effects.add(new Effect.Release(awaited));
        }
        next.settle(new SeatState.NotNeeded());
        RoundReport report = Account.report(hearing(next), count(next), Optional.empty());
        effects.add(new Effect.Repeat(further, report));
        return new Step(with(next, new Progress.Repeated(further, report), After.DONE), effects);
    }

    private Step conclude(Chamber next, Outcome outcome, Optional<Ending> ending, int excess) {
        List<AgentId> awaited = next.awaited();
        Chamber told = next.copy();
        told.settle(new SeatState.NotNeeded());
        Account account =
                Account.of(
                        hearing(told),
                        count(told),
                        opening.rules(),
                        library,
                        ending.orElse(Ending.ALL_IN),
                        outcome,
                        excess);
        Conclusion conclusion = new Conclusion(outcome, account);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Conclude(conclusion));
        boolean inFull = opening.collecting() == Collecting.IN_FULL && !awaited.isEmpty();
        if (!inFull && !awaited.isEmpty()) {
            effects.add(new Effect.Release(awaited));
        }
        boolean lingers = ending.isEmpty() && !next.shadows().awaited().isEmpty();
        return new Step(
                with(
                        inFull ? next : told,
                        new Progress.Concluded(conclusion),
                        inFull || lingers ? After.COLLECTING : After.DONE),
                effects);
    }

    private Count count(Chamber chamber) {
        return Count.of(opening.electorate(), gate, chamber.states());
    }

    private Account.Hearing hearing(Chamber chamber) {
        return new Account.Hearing(
                opening.number(),
                epoch,
                chamber.votes(),
                chamber.arrivals(),
                chamber.faults(),
                chamber.shadows().votes());
    }

    private Step applyEnded(Event event) {
        List<Effect> effects = new ArrayList<>();
        switch (event) {
            case Event.Arrived(var ballots, var _) -> incidents(ballots, effects);
            case Event.Brought(var ballots, var _) -> incidents(ballots, effects);
            case Event.Found(var faults, var _) ->
                    faults.stream()
                            .filter(Fault::proven)
                            .forEach(fault -> effects.add(new Effect.RecordIncident(fault)));
            case Event.Unanswered _, Event.Overdue _, Event.DeadlinePassed _, Event.Closed _ -> {}
        }
        return after == After.COLLECTING ? collect(event, effects) : new Step(this, effects);
    }

    private void incidents(List<Ballot> ballots, List<Effect> effects) {
        chamber.incidents(ballots).forEach(fault -> effects.add(new Effect.RecordIncident(fault)));
    }

    /// Takes in what comes after the outcome, until nothing more comes.
    private Step collect(Event event, List<Effect> effects) {
        Chamber next = chamber.copy();
        boolean over = false;
        switch (event) {
            case Event.Arrived(var ballots, var _) -> next.take(ballots);
            case Event.Brought(var ballots, var _) -> next.take(ballots);
            case Event.Unanswered(var agent, var cause, var _) -> next.unanswered(agent, cause);
            case Event.Found(var faults, var _) -> next.note(faults);
            case Event.Overdue _ -> {}
            case Event.DeadlinePassed _, Event.Closed _ -> {
                next.settle(new SeatState.Silent(SilenceCause.NO_VOTE));
                over = true;
            }
        }
        if (!over && !(next.awaited().isEmpty() && next.shadows().awaited().isEmpty())) {
            return new Step(with(next, progress, After.COLLECTING), effects);
        }
        if (progress instanceof Progress.Concluded(Conclusion conclusion)) {
            RoundReport told = conclusion.account().report();
            List<Effect.Collected> seats = seatsSince(told, next);
            if (!seats.isEmpty() || next.votes().size() > told.votes().size()) {
                effects.add(collected(told, seats, next));
            }
        }
        return new Step(with(next, progress, After.DONE), effects);
    }

    /// The seats whose votes were not needed, and were waited for all the same.
    private List<Effect.Collected> seatsSince(RoundReport told, Chamber next) {
        List<Choice> choices = opening.electorate().choices();
        List<Effect.Collected> seats = new ArrayList<>();
        for (int i = 0; i < told.receptions().size(); i++) {
            if (told.receptions().get(i) instanceof Reception.NotNeeded
                    && !(next.states().get(i) instanceof SeatState.NotNeeded)) {
                seats.add(
                        new Effect.Collected(
                                opening.electorate().seats().get(i).agent(),
                                next.states().get(i).reception(choices)));
            }
        }
        return seats;
    }

    private Effect collected(RoundReport told, List<Effect.Collected> seats, Chamber next) {
        return new Effect.RecordCollected(
                seats,
                next.votes().subList(told.votes().size(), next.votes().size()),
                next.faults().subList(told.faults().size(), next.faults().size()),
                Account.report(hearing(next), count(next), Optional.empty()));
    }

    private Round closed() {
        Chamber settled = chamber.copy();
        settled.settle(new SeatState.NotNeeded());
        return with(settled, progress, After.DONE);
    }

    private Round with(Chamber next, Progress reached, After then) {
        return new Round(opening, gate, epoch, library, next, reached, then);
    }
}
