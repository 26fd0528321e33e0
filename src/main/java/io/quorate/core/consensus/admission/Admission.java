package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception.AbstentionCause;
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
}
