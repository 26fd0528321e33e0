package io.quorate.core.policy;

/// What happens when a submission lacks what a pool needs.
public enum WhenNotApplicable {
    /// The pool gives NO_CONSENSUS and people decide.
    ESCALATE,
    /// The pool is left out, and the answer names it.
    SKIP
}
