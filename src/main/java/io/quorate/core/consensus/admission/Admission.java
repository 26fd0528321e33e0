package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Vote;

/// What the examination of one vote came to.
public sealed interface Admission {

    /// The vote counts for its choice.
    record Admitted(Vote vote) implements Admission {}

    /// The vote was admitted and counts for no side; it is recorded as cast.
    record Abstained(Vote vote, AbstentionCause cause) implements Admission {}

    /// The vote failed, by the first of the checks that it failed.
    ///
    /// @param evidence what was seen, in a sentence that a person can check
    record NotAdmitted(FaultKind kind, String evidence) implements Admission {}

    /// Why a vote counts as an abstention.
    enum AbstentionCause {
        /// The agent abstained.
        BY_AGENT,
        /// The vote's confidence lies below the agent's threshold, or was not given where there is
        /// one.
        BELOW_CONFIDENCE_THRESHOLD
    }
}
