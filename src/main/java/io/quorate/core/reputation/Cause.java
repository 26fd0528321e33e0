package io.quorate.core.reputation;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultKind;

/// Why something about an agent or a pool changed.
public sealed interface Cause {

    /// The votes of a decision, learnt from without a label.
    record Agreement(DecisionId decision) implements Cause {}

    /// The right choice of a decision became known.
    record Label(DecisionId decision, Lesson.Source source) implements Cause {}

    /// Labels showed that the agent is no longer what it was.
    record Drift(DecisionId decision, String evidence) implements Cause {}

    /// Agreement was read again over so many decisions.
    record Refit(int decisions) implements Cause {}

    /// A quarantine rule, with what met it.
    record Rule(FaultKind kind, String evidence) implements Cause {}

    /// A quarantine ran out.
    record TimeServed() implements Cause {}

    /// A seat became free and the agent was next.
    record SeatTaken() implements Cause {}

    /// Enough labelled votes since the probation began.
    record TrustEarned(long labelledVotes) implements Cause {}

    /// A person, with a reason.
    record Operator(String name, String reason) implements Cause {
        public Operator {
            if (name.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("an operator signs with a name and a reason");
            }
        }
    }

    /// What was learnt before is taken back.
    record Revocation(Cause revoked) implements Cause {}
}
