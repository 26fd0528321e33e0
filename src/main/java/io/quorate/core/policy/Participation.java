package io.quorate.core.policy;

/// What a pool's outcome means for the submission's verdict.
public enum Participation {
    /// The submission is accepted only if this pool accepts it.
    REQUIRED,
    /// Reported; never blocks.
    ADVISORY
}
