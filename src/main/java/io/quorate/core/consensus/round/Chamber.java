package io.quorate.core.consensus.round;

import io.quorate.core.consensus.admission.Admission;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Door;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.consensus.round.Place.Cast;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The seats during a round and the faults found so far.
///
/// It changes while one event is taken in and never afterwards: a round copies it first.
final class Chamber {
    /// So many votes are taken note of whatever they are; beyond, only those that are admitted. So
    /// nobody can swell a round, and nobody can keep a proper vote out of it.
    private static final int NOTED_MAX = 10_000;

    private final List<Seat> seats;
    private final Door door;
    private final Map<AgentId, Integer> placeOf;
    private final Map<Choice, Integer> choiceOf;
    private final Place[] places;
    private final List<Fault> faults;
    private final List<Vote> votes;
    private final List<Arrival> arrivals;
    private final Shadows shadows;

    private Chamber(
            List<Seat> seats,
            Door door,
            Map<AgentId, Integer> placeOf,
            Map<Choice, Integer> choiceOf,
            Place[] places,
            List<Fault> faults,
            List<Vote> votes,
            List<Arrival> arrivals,
            Shadows shadows) {
        this.seats = seats;
        this.door = door;
        this.placeOf = placeOf;
        this.choiceOf = choiceOf;
        this.places = places;
        this.faults = faults;
        this.votes = votes;
        this.arrivals = arrivals;
        this.shadows = shadows;
    }

    static Chamber of(Opening opening) {
        List<Seat> seats = opening.electorate().seats();
        Map<AgentId, Integer> placeOf = HashMap.newHashMap(seats.size());
        Place[] places = new Place[seats.size()];
        for (int i = 0; i < places.length; i++) {
            placeOf.put(seats.get(i).agent(), i);
            places[i] = seats.get(i).mayVote() ? Place.AWAITED : Place.EMPTY;
        }
        List<Choice> choices = opening.electorate().choices();
        Map<Choice, Integer> choiceOf = HashMap.newHashMap(choices.size());
        for (int i = 0; i < choices.size(); i++) {
            choiceOf.put(choices.get(i), i);
        }
        Door door =
                new Door(
                        opening.decision(),
                        opening.number(),
                        opening.submission(),
                        opening.nonce(),
                        opening.window(),
                        opening.roster(),
                        choiceOf.keySet());
        return new Chamber(
                seats,
                door,
                placeOf,
                choiceOf,
                places,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                Shadows.of(opening.roster().shadows()));
    }

    Chamber copy() {
        return new Chamber(
                seats,
                door,
                placeOf,
                choiceOf,
                places.clone(),
                new ArrayList<>(faults),
                new ArrayList<>(votes),
                new ArrayList<>(arrivals),
                shadows.copy());
    }

    List<Fault> faults() {
        return faults;
    }

    /// The votes as cast, in the order in which they came.
    List<Vote> votes() {
        return votes;
    }

    /// How each of them came.
    List<Arrival> arrivals() {
        return arrivals;
    }

    Shadows shadows() {
        return shadows;
    }

    List<SeatState> states() {
        SeatState[] states = new SeatState[places.length];
        for (int i = 0; i < places.length; i++) {
            states[i] = places[i].state();
        }
        return List.of(states);
    }

    List<AgentId> awaited() {
        List<AgentId> awaited = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i].isAwaited()) {
                awaited.add(seats.get(i).agent());
            }
        }
        return awaited;
    }

    void take(List<Ballot> ballots) {
        ballots.forEach(this::take);
    }

    private void take(Ballot ballot) {
        Vote vote = ballot.vote();
        Integer place = placeOf.get(vote.agent());
        Cast now = new Cast(vote, votes.size());
        Admission admission = door.examine(ballot, place == null ? null : seats.get(place));
        if (votes.size() >= NOTED_MAX && admission instanceof Admission.NotAdmitted) {
            return;
        }
        votes.add(vote);
        arrivals.add(door.arrival(ballot));
        if (shadows.include(vote.agent())) {
            shadows.take(vote.agent(), admission);
            place = null;
        }
        switch (admission) {
            case Admission.NotAdmitted(FaultKind kind, String evidence) -> {
                faults.add(new Fault(kind, vote.agent(), evidence, List.of(now.position())));
                if (place != null && kind.party() == FaultKind.Party.AGENT) {
                    silence(place, kind);
                }
            }
            case Admission.Admitted(Vote admitted) -> {
                if (place != null) {
                    int choice = offered(admitted.choice().orElseThrow());
                    fill(place, now, new SeatState.Counted(admitted, choice));
                }
            }
            case Admission.Abstained(Vote admitted, var cause) -> {
                if (place != null) {
                    fill(place, now, new SeatState.Abstained(admitted, cause));
                }
            }
        }
    }

    /// The door admits nothing that is not offered.
    private int offered(Choice choice) {
        return Objects.requireNonNull(
                choiceOf.get(choice), () -> choice + " was admitted and is not offered");
    }

    /// A vote that is not admitted leaves its seat a silence. It neither undoes a vote admitted
    /// before nor keeps one from being admitted after it.
    private void silence(int place, FaultKind kind) {
        SeatState before = places[place].state();
        boolean open =
                before instanceof SeatState.Awaited
                        || (before instanceof SeatState.Silent(SilenceCause cause)
                                && cause != SilenceCause.EMPTY_SEAT);
        if (open) {
            places[place] =
                    Place.of(
                            kind == FaultKind.LATE
                                    ? new SeatState.Silent(SilenceCause.LATE)
                                    : new SeatState.NotAdmitted(kind));
        }
    }

    private void fill(int place, Cast now, SeatState state) {
        Place before = places[place];
        if (isProvenFaulty(before)) {
            return;
        }
        if (before.votes().isEmpty()) {
            places[place] = new Place(state, List.of(now));
            return;
        }
        Optional<Fault> contradiction = contradiction(before, now);
        contradiction.ifPresent(faults::add);
        places[place] =
                contradiction
                        .map(fault -> before.spoiled(now, fault.kind()))
                        .orElseGet(() -> before.remembering(now));
    }

    private static boolean isProvenFaulty(Place place) {
        return place.state() instanceof SeatState.NotAdmitted(FaultKind kind)
                && kind.strength() == FaultKind.Strength.PROOF;
    }

    /// What a further admitted vote proves: nothing when it says the same, a contradiction when it
    /// does not, an equivocation when both are signed. Where a contradiction is known already, only
    /// the proof is news.
    private Optional<Fault> contradiction(Place before, Cast now) {
        Cast other = null;
        for (Cast earlier : before.votes()) {
            if (!earlier.vote().saysTheSameAs(now.vote())
                    && (other == null || (earlier.signed() && !other.signed()))) {
                other = earlier;
            }
        }
        if (other == null) {
            return Optional.empty();
        }
        boolean proof = other.signed() && now.signed();
        if (!proof && !before.isTaken()) {
            return Optional.empty();
        }
        return Optional.of(
                new Fault(
                        proof ? FaultKind.EQUIVOCATION : FaultKind.CONTRADICTION,
                        now.vote().agent(),
                        words(other.vote()) + " and then " + words(now.vote()),
                        List.of(other.position(), now.position())));
    }

    private static String words(Vote vote) {
        return vote.choice().map(choice -> "voted " + choice).orElse("abstained")
                + number(vote.confidence(), " with confidence ")
                + number(vote.score(), " with score ");
    }

    private static String number(OptionalDouble value, String prefix) {
        return value.isPresent() ? prefix + value.getAsDouble() : "";
    }

    /// The equivocations that these votes prove after the round has ended.
    List<Fault> incidents(List<Ballot> ballots) {
        Chamber after = copy();
        after.take(ballots);
        return after.faults.subList(faults.size(), after.faults.size()).stream()
                .filter(Fault::proven)
                .toList();
    }

    /// A proof empties its agent's seat: a vote of an agent that is shown to lie does not count.
    void note(List<Fault> found) {
        for (Fault fault : found) {
            faults.add(fault);
            Integer place = placeOf.get(fault.agent());
            if (fault.proven() && place != null && !places[place].equals(Place.EMPTY)) {
                places[place] = Place.of(new SeatState.NotAdmitted(fault.kind()));
            }
        }
    }

    void unanswered(AgentId agent, SilenceCause cause) {
        Integer place = placeOf.get(agent);
        if (place != null && places[place].isAwaited()) {
            places[place] = Place.of(new SeatState.Silent(cause));
        }
        shadows.unanswered(agent);
    }

    /// Every vote that is still awaited is settled as this.
    void settle(SeatState state) {
        Place settled = Place.of(state);
        for (int i = 0; i < places.length; i++) {
            if (places[i].isAwaited()) {
                places[i] = settled;
            }
        }
    }

    /// The seats that faults emptied: of an agent that was removed without refill, or whose vote
    /// was not admitted other than for lateness.
    int emptied() {
        int emptied = 0;
        for (int i = 0; i < places.length; i++) {
            Standing standing = seats.get(i).standing();
            if (standing == Standing.QUARANTINED
                    || standing == Standing.EXCLUDED
                    || places[i].state() instanceof SeatState.NotAdmitted) {
                emptied++;
            }
        }
        return emptied;
    }

    /// The seats with a fault that is proven.
    int provenFaulty() {
        Set<AgentId> proven = new HashSet<>();
        for (Fault fault : faults) {
            if (fault.proven() && placeOf.containsKey(fault.agent())) {
                proven.add(fault.agent());
            }
        }
        return proven.size();
    }
}
