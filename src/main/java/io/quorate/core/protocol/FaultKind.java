package io.quorate.core.protocol;

/// What was wrong with a vote or an agent. The first group is found at admission, in this order;
/// the second by looking at a history.
public enum FaultKind {
    /// The pool does not know the agent.
    UNKNOWN_AGENT(Strength.FAULT),
    /// The signature does not fit the vote and the agent's key, or there is no key.
    NOT_AUTHENTIC(Strength.FAULT),
    /// The agent is known but holds no seat that may vote.
    NOT_ELIGIBLE(Strength.FAULT),
    OTHER_SUBMISSION(Strength.FAULT),
    OTHER_ROUND(Strength.FAULT),
    OTHER_NONCE(Strength.FAULT),
    EARLY(Strength.FAULT),
    /// A plain silence; it does not count as a seat emptied by a fault.
    LATE(Strength.FAULT),
    /// It says nothing that could be read.
    MALFORMED(Strength.FAULT),
    UNKNOWN_CHOICE(Strength.FAULT),
    CONFIDENCE_OUT_OF_RANGE(Strength.FAULT),
    SCORE_OUT_OF_RANGE(Strength.FAULT),
    /// Two different votes of one agent in one round, not both signed.
    CONTRADICTION(Strength.FAULT),
    /// Two different votes of one agent in one round, both signed.
    EQUIVOCATION(Strength.PROOF),

    OUTLIER(Strength.SUSPICION),
    LABELLED_ERROR(Strength.SUSPICION),
    SPAM(Strength.SUSPICION),
    COLLUSION(Strength.SUSPICION),
    DRIFT(Strength.SUSPICION),
    STALLING(Strength.SUSPICION);

    /// How much a finding says about the agent.
    public enum Strength {
        /// Statistics over a history; never enough alone in one decision.
        SUSPICION,
        /// A vote that broke the rules; it may have been a mishap.
        FAULT,
        /// Signed evidence that no honest agent can produce.
        PROOF
    }

    private final Strength strength;

    FaultKind(Strength strength) {
        this.strength = strength;
    }

    public Strength strength() {
        return strength;
    }
}
