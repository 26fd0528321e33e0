package io.quorate.core.consensus.round;

import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Vote;
import java.util.List;
import java.util.stream.Stream;

/// One seat during a round: how its vote was received, and the admitted votes to which another one
/// is compared.
///
/// @param votes one behind a state that counts, at least two behind a contradiction, otherwise none
record Place(SeatState state, List<Cast> votes) {
    static final Place AWAITED = new Place(new SeatState.Awaited(), List.of());
    static final Place EMPTY = of(new SeatState.Silent(SilenceCause.EMPTY_SEAT));

    /// An admitted vote and its position among the votes as cast.
    record Cast(Vote vote, int position) {
        boolean signed() {
            return vote.signature().isPresent();
        }
    }

    static Place of(SeatState state) {
        return new Place(state, List.of());
    }

    boolean isAwaited() {
        return state instanceof SeatState.Awaited;
    }

    /// Whether an admitted vote counts here, for a choice or as an abstention.
    boolean isTaken() {
        return state instanceof SeatState.Counted || state instanceof SeatState.Abstained;
    }

    /// Nothing counts here any more.
    Place spoiled(Cast contradicting, FaultKind kind) {
        return new Place(new SeatState.NotAdmitted(kind), with(contradicting));
    }

    /// The same, keeping a signed vote where the one that says the same was not signed: two signed
    /// votes that differ are a proof, whatever came between them.
    Place remembering(Cast now) {
        boolean news =
                now.signed()
                        && votes.stream()
                                .noneMatch(earlier ->
                                        earlier.signed()
                                                && earlier.vote().saysTheSameAs(now.vote()));
        return news ? new Place(state, with(now)) : this;
    }

    private List<Cast> with(Cast now) {
        return Stream.concat(votes.stream(), Stream.of(now)).toList();
    }
}
