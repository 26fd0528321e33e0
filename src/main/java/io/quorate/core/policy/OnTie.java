package io.quorate.core.policy;

/// What happens when the two most voted choices have equal heads.
public enum OnTie {
    /// NO_CONSENSUS; people decide.
    ESCALATE,
    /// The heavier choice is returned as PROVISIONAL.
    WEIGHTED
}
