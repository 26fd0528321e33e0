package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.admission.Admission.AbstentionCause;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Vote;

/// How the vote of one seat was received.
public sealed interface Reception {

    /// A vote may still come; never in the account of a round that has ended.
    record Awaited() implements Reception {}

    /// The vote counts for its choice.
    ///
    /// @param choice the choice's place among the electorate's choices
    record Counted(Vote vote, int choice) implements Reception {}

    /// The vote was admitted and takes no side.
    record Abstained(Vote vote, AbstentionCause cause) implements Reception {}

    /// No vote came that could be examined, or it came late.
    record Silent(SilenceCause cause) implements Reception {}

    /// What came was not admitted, or what was admitted turned out to be proven wrong.
    record NotAdmitted(FaultKind kind) implements Reception {}

    /// The outcome was certain before this vote was read.
    record NotNeeded() implements Reception {}

    /// Why a seat has no vote.
    enum SilenceCause {
        /// None came.
        NO_VOTE,
        /// It came after the window closed.
        LATE,
        /// The agent could not be asked, or said that it has no answer.
        UNREACHABLE,
        /// The seat's agent may not vote and no standby took the seat.
        EMPTY_SEAT
    }
}
