package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.AbstentionCause;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Vote;
import java.util.List;

/// What is known of one seat while its round goes on.
public sealed interface SeatState {

    /// A vote may still come.
    record Awaited() implements SeatState {}

    /// The vote counts for its choice.
    ///
    /// @param choice the choice's place among the electorate's choices
    record Counted(Vote vote, int choice) implements SeatState {}

    /// The vote was admitted and takes no side.
    record Abstained(Vote vote, AbstentionCause cause) implements SeatState {}

    /// No vote came that could be examined, or it came late.
    record Silent(SilenceCause cause) implements SeatState {}

    /// What came was not admitted, or what was admitted turned out to be proven wrong.
    record NotAdmitted(FaultKind kind) implements SeatState {}

    /// The outcome was certain before this vote was read.
    record NotNeeded() implements SeatState {}

    /// How the seat's vote was received, as it is told when the round has ended: whatever is still
    /// awaited then was not needed.
    default Reception reception(List<Choice> choices) {
        return switch (this) {
            case Counted(Vote vote, int choice) ->
                    new Reception.Admitted(choices.get(choice), vote.confidence(), vote.score());
            case Abstained(Vote _, AbstentionCause cause) -> new Reception.Abstained(cause);
            case Silent(SilenceCause cause) -> new Reception.Silent(cause);
            case NotAdmitted(FaultKind kind) -> new Reception.NotAdmitted(kind);
            case Awaited(), NotNeeded() -> new Reception.NotNeeded();
        };
    }
}
