package io.quorate.core.protocol;

/// The rule that gave an outcome; the names are part of every interface.
public enum OutcomeReason {
    /// A choice has a quorum by head and by weight.
    QUORUM,
    /// More seats are faulty than the pool can bear.
    BYZANTINE_THRESHOLD_EXCEEDED,
    /// A choice has a quorum by head but not by weight.
    WEIGHT_BELOW_THRESHOLD,
    /// A minority of several fault domains is very sure; as PROVISIONAL: and only its evidence
    /// holds.
    STRONG_MINORITY,
    /// The two most voted choices have equally many heads.
    TIE,
    /// Of two choices with equally many heads one is ahead by score and weight.
    TIE_BY_WEIGHT,
    /// The deadline passed first; as PROVISIONAL: with a majority among the votes that came.
    TIMEOUT,
    /// No choice has a quorum, and nothing more particular applies.
    QUORUM_NOT_REACHED,
    /// Required pools chose different candidates.
    POOLS_DISAGREE,
    /// The submission lacks what the pool needs, so no agent was asked.
    NOT_APPLICABLE,
    /// No required pool applied to the submission.
    NOTHING_APPLIES,
    /// The pool has never had the agents that it needs to open.
    INSUFFICIENT_AGENTS
}
