package io.quorate.core.policy;

/// What happens when the deadline passes without a quorum.
public enum OnTimeout {
    /// NO_CONSENSUS; people decide.
    ESCALATE,
    /// A majority of the votes received is returned as PROVISIONAL.
    PROVISIONAL
}
