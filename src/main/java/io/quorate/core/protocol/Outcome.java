package io.quorate.core.protocol;

import java.util.Optional;

/// What came out: the verdict, the choice behind it and the rule that gave both.
///
/// @param choice empty exactly when there is no consensus
public record Outcome(Verdict verdict, Optional<Choice> choice, OutcomeReason reason) {
    public Outcome {
        boolean fits =
                switch (verdict) {
                    case ACCEPTED -> choice.isPresent() && !choice.get().isAgainst();
                    case REJECTED -> choice.isPresent() && choice.get().isAgainst();
                    case PROVISIONAL -> choice.isPresent();
                    case NO_CONSENSUS -> choice.isEmpty();
                };
        if (!fits) {
            throw new IllegalArgumentException(verdict + " does not go with choice " + choice);
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
        Verdict verdict = choice.isAgainst() ? Verdict.REJECTED : Verdict.ACCEPTED;
        return new Outcome(verdict, Optional.of(choice), OutcomeReason.QUORUM);
    }

    /// Whether people, or an expert pool, have to look at it.
    public boolean escalates() {
        return verdict == Verdict.NO_CONSENSUS || verdict == Verdict.PROVISIONAL;
    }

    @Override
    public String toString() {
        return verdict + choice.map(value -> " " + value).orElse("") + " / " + reason;
    }
}
