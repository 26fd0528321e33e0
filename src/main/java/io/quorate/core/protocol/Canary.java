package io.quorate.core.protocol;

/// A submission whose right answer is known beforehand, to learn from who finds it.
///
/// @param right one of the submission's choices
public record Canary(CanaryId id, Submission submission, Choice right) {
    public Canary {
        if (!submission.choices().contains(right)) {
            throw new IllegalArgumentException("the right answer is one of the choices");
        }
    }
}
