package io.quorate.core.protocol;

/// What comes of a submission. Every one of them is an answer, none is an error.
public enum Verdict {
    /// A Byzantine quorum stands behind the answer, or behind one of the candidates.
    ACCEPTED,
    /// A Byzantine quorum stands against it, or behind none of the candidates.
    REJECTED,
    /// No quorum stands behind anything; the reason is told, and people decide.
    NO_CONSENSUS,
    /// A rule of the policy names a choice without a quorum; it is never consensus.
    PROVISIONAL
}
