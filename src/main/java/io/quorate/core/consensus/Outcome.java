package io.quorate.core.consensus;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Verdict;

import java.util.Optional;

/// What came out: verdict, choice and the rule that gave them.
///
/// @param choice what was chosen; empty exactly when there is no consensus
public record Outcome(Verdict verdict, Optional<Choice> choice, Reason reason) {
    public Outcome {
        boolean fits =
                switch (verdict) {
                    case ACCEPTED -> choice.isPresent() && !choice.get().isAgainst();
                    case REJECTED -> choice.isPresent() && choice.get().isAgainst();
                    case PROVISIONAL -> choice.isPresent();
                    case NO_CONSENSUS -> choice.isEmpty();
                };
        if (!fits) {
            throw new IllegalArgumentException(verdict + " with " + choice + " is no outcome");
        }
    }

    /// A quorum stands behind a choice.
    public static Outcome agreed(Choice choice) {
        return new Outcome(
                choice.isAgainst() ? Verdict.REJECTED : Verdict.ACCEPTED,
                Optional.of(choice),
                Reason.QUORUM);
    }

    /// A rule names a choice without a quorum.
    public static Outcome provisional(Choice choice, Reason reason) {
        return new Outcome(Verdict.PROVISIONAL, Optional.of(choice), reason);
    }

    public static Outcome noConsensus(Reason reason) {
        return new Outcome(Verdict.NO_CONSENSUS, Optional.empty(), reason);
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
