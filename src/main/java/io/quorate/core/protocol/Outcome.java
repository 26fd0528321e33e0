package io.quorate.core.protocol;

import java.util.Optional;

/// What came out: the verdict, the choice behind it and the rule that gave both.
///
/// @param choice empty exactly when there is no consensus
public record Outcome(Verdict verdict, Optional<Choice> choice, OutcomeReason reason) {
    public Outcome {
        if (choice.isPresent() == (verdict == Verdict.NO_CONSENSUS)) {
            throw new IllegalArgumentException("a choice goes with every verdict but NO_CONSENSUS");
        }
    }

    public static Outcome noConsensus(OutcomeReason reason) {
        return new Outcome(Verdict.NO_CONSENSUS, Optional.empty(), reason);
    }

    public static Outcome provisional(Choice choice, OutcomeReason reason) {
        return new Outcome(Verdict.PROVISIONAL, Optional.of(choice), reason);
    }

    /// What a quorum for a choice means: against the answer, or for none of the candidates, it is a
    /// rejection.
    public static Outcome agreed(Choice choice) {
        boolean against = choice.equals(Choice.REJECT) || choice.equals(Choice.NONE);
        Verdict verdict = against ? Verdict.REJECTED : Verdict.ACCEPTED;
        return new Outcome(verdict, Optional.of(choice), OutcomeReason.QUORUM);
    }
}
