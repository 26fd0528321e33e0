package io.quorate.core.planning.replay;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;

/// How verdicts agree with the right answers that are known.
///
/// @param right decided, and rightly
/// @param wronglyAccepted a wrong answer was accepted, or a wrong candidate
/// @param wronglyRejected a right answer was rejected
/// @param undecided escalated: NO_CONSENSUS or PROVISIONAL
public record Agreement(long right, long wronglyAccepted, long wronglyRejected, long undecided) {
    static final Agreement NONE = new Agreement(0, 0, 0, 0);

    public long known() {
        return right + wronglyAccepted + wronglyRejected + undecided;
    }

    public long wrong() {
        return wronglyAccepted + wronglyRejected;
    }

    Agreement and(Outcome outcome, Choice known) {
        if (outcome.escalates()) {
            return new Agreement(right, wronglyAccepted, wronglyRejected, undecided + 1);
        }
        Choice chosen = outcome.choice().orElseThrow();
        if (chosen.equals(known)) {
            return new Agreement(right + 1, wronglyAccepted, wronglyRejected, undecided);
        }
        return chosen.isAgainst()
                ? new Agreement(right, wronglyAccepted, wronglyRejected + 1, undecided)
                : new Agreement(right, wronglyAccepted + 1, wronglyRejected, undecided);
    }
}
