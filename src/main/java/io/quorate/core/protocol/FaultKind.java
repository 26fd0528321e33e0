package io.quorate.core.protocol;

/// What was wrong with a vote, a connection or an agent. The first group is found at admission, in
/// this order; the second by looking at a history.
public enum FaultKind {
    UNKNOWN_AGENT(Strength.FAULT),
    UNAUTHENTIC(Strength.FAULT),
    INELIGIBLE(Strength.FAULT),
    WRONG_DECISION(Strength.FAULT),
    WRONG_ROUND(Strength.FAULT),
    REPLAYED(Strength.FAULT),
    LATE(Strength.FAULT),
    UNKNOWN_CHOICE(Strength.FAULT),
    INVALID_CONFIDENCE(Strength.FAULT),
    INVALID_SCORE(Strength.FAULT),
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
