package io.quorate.core.policy;

/// How much time a validation has.
public enum ValidationPath {
    /// Somebody waits for the answer.
    FAST,
    STANDARD,
    /// The answer is worth waiting for.
    COMPLEX
}
