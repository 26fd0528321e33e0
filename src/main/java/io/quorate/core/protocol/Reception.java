package io.quorate.core.protocol;

import java.util.OptionalDouble;

/// How the vote of one seat was received.
public sealed interface Reception {

    /// It counts for a choice.
    record Admitted(Choice choice, OptionalDouble confidence, OptionalDouble score)
            implements Reception {}

    /// It counts as an abstention.
    record Abstained(AbstentionCause cause) implements Reception {}

    /// No vote came that could be examined, or it came late.
    record Silent(SilenceCause cause) implements Reception {}

    /// A vote came and failed admission; the seat counts as a silence.
    record NotAdmitted(FaultKind fault) implements Reception {}

    /// The outcome was certain before this vote was read.
    record NotNeeded() implements Reception {}

    /// Why a vote is an abstention.
    enum AbstentionCause {
        BY_AGENT,
        BELOW_CONFIDENCE_THRESHOLD
    }

    /// Why there is no vote.
    enum SilenceCause {
        NO_VOTE,
        LATE,
        /// The agent could not be asked, or said that it has no answer.
        UNREACHABLE,
        /// The agent was asked and broke off, or sent what is no answer.
        FAILED,
        /// The agent took longer than one call to it may.
        TIMED_OUT,
        /// The agent was left alone: it has failed too often of late, or has as many calls as it
        /// may.
        SPARED,
        /// The pool's budget did not allow another call.
        OVER_BUDGET,
        /// The agent is quarantined or excluded, and no standby took the seat.
        EMPTY_SEAT
    }
}
