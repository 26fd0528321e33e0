package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.resolution.Count;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.consensus.round.FurtherRound.Cause;
import io.quorate.core.consensus.round.FurtherRound.Refill;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which seats standbys take in a further round, where there is cause for one.
///
/// A further round takes over once no completion of the awaited votes can decide, so that it never
/// takes a decision away, and while there is still time for it; waiting for the last vote would
/// often mean waiting for the deadline.
final class Refilling {
    private Refilling() {}

    static Optional<FurtherRound> of(Opening opening, Count count, List<Fault> faults) {
        if (count.canAgree()) {
            return Optional.empty();
        }
        Influence influence = Influence.of(faults);
        List<Integer> swayed = swayed(opening, influence);
        if (!swayed.isEmpty()) {
            return Optional.of(further(opening, Cause.BYZANTINE_INFLUENCE, swayed, influence));
        }
        return count.tooQuiet()
                ? Optional.of(further(opening, Cause.TOO_FEW_VOTES, quiet(count), influence))
                : Optional.empty();
    }

    private static List<Integer> swayed(Opening opening, Influence influence) {
        List<Seat> seats = opening.electorate().seats();
        return IntStream.range(0, seats.size())
                .filter(i -> seats.get(i).mayVote() && influence.on(seats.get(i).agent()))
                .boxed()
                .toList();
    }

    /// The silent seats, then those that abstained.
    private static List<Integer> quiet(Count count) {
        List<Integer> silent = new ArrayList<>();
        List<Integer> abstaining = new ArrayList<>();
        List<SeatState> states = count.states();
        for (int i = 0; i < states.size(); i++) {
            switch (states.get(i)) {
                case SeatState.Silent _, SeatState.NotAdmitted _ -> silent.add(i);
                case SeatState.Abstained _ -> abstaining.add(i);
                case SeatState.Counted _, SeatState.Awaited _, SeatState.NotNeeded _ -> {}
            }
        }
        silent.addAll(abstaining);
        return silent;
    }

    private static FurtherRound further(
            Opening opening, Cause cause, List<Integer> places, Influence influence) {
        List<Member> members = new ArrayList<>();
        opening.electorate().seats().forEach(seat -> members.add(Member.of(seat)));
        List<Refill> refills = new ArrayList<>();
        Iterator<Member> standbys = opening.reserve().standbys().iterator();
        for (int place : places) {
            Member leaves = members.get(place);
            if (standbys.hasNext()) {
                Member takes = standbys.next();
                members.set(place, takes);
                refills.add(new Refill(leaves.agent(), takes.agent()));
            } else if (influence.proven().contains(leaves.agent())) {
                // Nobody is left for the seat, and a proven liar does not keep its vote.
                members.set(place, leaves.as(Standing.QUARANTINED));
            }
        }
        return new FurtherRound(
                cause,
                Seating.reseated(opening.electorate(), members, opening.rules().cap()),
                refills);
    }
}
