package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Outcome;
import io.quorate.core.consensus.Reason;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.resolution.Count;
import io.quorate.core.consensus.resolution.Library;
import io.quorate.core.consensus.resolution.Reception;
import io.quorate.core.consensus.resolution.Resolution;
import io.quorate.core.consensus.resolution.Resolution.Ending;
import io.quorate.core.consensus.round.Opening.Collecting;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Fault;

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
/// awaited votes has it. What happens after the outcome never changes it.
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
            return new Step(round, List.of(new Effect.Ask(round.chamber.awaited())));
        }
        return new Step(
                step.round(),
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

    /// How each seat's vote was received so far, in the seats' order; reputation learns from the
    /// first round's.
    public List<Reception> receptions() {
        return chamber.receptions();
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
            case Event.Unanswered(var agent, var _) -> next.unanswered(agent);
            case Event.Found(var faults, var _) -> next.note(faults);
            case Event.DeadlinePassed _ -> ending = Optional.of(Ending.DEADLINE);
            case Event.Closed _ -> ending = Optional.of(Ending.ALL_IN);
        }
        if (ending.isPresent()) {
            next.settle(new Reception.Silent(Reception.SilenceCause.NO_VOTE));
        }
        return assess(next, event.at(), ending);
    }

    /// Tries the rows on the seats as they are now.
    private Step assess(Chamber next, Instant now, Optional<Ending> ending) {
        int excess =
                Math.max(
                        next.emptied() - gate.quorum().emptiedMax(),
                        next.provenFaulty() - gate.quorum().f());
        if (excess > 0) {
            return conclude(
                    next, Outcome.noConsensus(Reason.BYZANTINE_THRESHOLD_EXCEEDED), ending, excess);
        }
        Count count = Count.of(opening.electorate(), gate, next.receptions());
        Optional<FurtherRound> further =
                ending.equals(Optional.of(Ending.DEADLINE)) || !opening.reserve().serves(now)
                        ? Optional.empty()
                        : Refilling.of(opening, count, next.faults());
        if (further.isPresent()) {
            return repeat(next, further.get());
        }
        Resolution resolution = new Resolution(count, opening.rules(), library);
        Optional<Outcome> outcome = ending.map(resolution::outcome).or(resolution::certain);
        return outcome.map(certain -> conclude(next, certain, ending, 0))
                .orElseGet(() -> new Step(with(next, progress, after), List.of()));
    }

    private Step repeat(Chamber next, FurtherRound further) {
        List<AgentId> awaited = next.awaited();
        List<Effect> effects = new ArrayList<>();
        if (!awaited.isEmpty()) {
            effects.add(new Effect.Release(awaited));
        }
        effects.add(new Effect.Repeat(further));
        next.settle(new Reception.NotNeeded());
        return new Step(with(next, new Progress.Repeated(further), After.DONE), effects);
    }

    private Step conclude(Chamber next, Outcome outcome, Optional<Ending> ending, int excess) {
        List<AgentId> awaited = next.awaited();
        Chamber told = next.copy();
        told.settle(new Reception.NotNeeded());
        Account account =
                Account.of(
                        opening.number(),
                        epoch,
                        Count.of(opening.electorate(), gate, told.receptions()),
                        opening.rules(),
                        library,
                        told.faults(),
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
        return new Step(
                with(
                        inFull ? next : told,
                        new Progress.Concluded(conclusion),
                        inFull ? After.COLLECTING : After.DONE),
                effects);
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
            case Event.Unanswered _, Event.DeadlinePassed _, Event.Closed _ -> {}
        }
        return after == After.COLLECTING ? collect(event, effects) : new Step(this, effects);
    }

    private void incidents(List<Ballot> ballots, List<Effect> effects) {
        chamber.incidents(ballots).forEach(fault -> effects.add(new Effect.RecordIncident(fault)));
    }

    /// Takes in what comes after the outcome, until nothing more comes.
    private Step collect(Event event, List<Effect> effects) {
        Chamber next = chamber.copy();
        switch (event) {
            case Event.Arrived(var ballots, var _) -> next.take(ballots);
            case Event.Brought(var ballots, var _) -> next.take(ballots);
            case Event.Unanswered(var agent, var _) -> next.unanswered(agent);
            case Event.Found(var faults, var _) -> next.note(faults);
            case Event.DeadlinePassed _, Event.Closed _ ->
                    next.settle(new Reception.Silent(Reception.SilenceCause.NO_VOTE));
        }
        if (!next.awaited().isEmpty()) {
            return new Step(with(next, progress, After.COLLECTING), effects);
        }
        effects.add(collected(next));
        return new Step(with(next, progress, After.DONE), effects);
    }

    private Effect collected(Chamber next) {
        List<Effect.Collected> votes = new ArrayList<>();
        List<Fault> faults = next.faults();
        if (progress instanceof Progress.Concluded(Conclusion conclusion)) {
            List<Reception> told = conclusion.account().receptions();
            List<Reception> now = next.receptions();
            for (int i = 0; i < told.size(); i++) {
                if (told.get(i) instanceof Reception.NotNeeded) {
                    AgentId agent = opening.electorate().seats().get(i).agent();
                    votes.add(new Effect.Collected(agent, now.get(i)));
                }
            }
            faults = faults.subList(conclusion.account().faults().size(), faults.size());
        }
        return new Effect.RecordCollected(votes, faults);
    }

    private Round with(Chamber next, Progress reached, After then) {
        return new Round(opening, gate, epoch, library, next, reached, then);
    }
}
