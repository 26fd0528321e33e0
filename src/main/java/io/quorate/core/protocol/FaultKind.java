package io.quorate.core.protocol;

/// What was wrong with a vote, a connection or an agent. The first group is found at admission, in
/// this order; the second by looking at a history.
public enum FaultKind {
    /// The pool does not know the agent.
    UNKNOWN_AGENT(Strength.FAULT, Party.CONNECTION),
    /// Neither signature nor connection shows that the agent named cast the vote.
    NOT_AUTHENTIC(Strength.FAULT, Party.CONNECTION),
    /// The agent is known and may not vote in this round.
    NOT_ELIGIBLE(Strength.FAULT, Party.AGENT),
    /// The vote was cast for another decision or signed for another submission.
    OTHER_SUBMISSION(Strength.FAULT, Party.AGENT),
    /// The vote was cast for another round.
    OTHER_ROUND(Strength.FAULT, Party.AGENT),
    /// The vote was signed under another nonce, or the round has none.
    OTHER_NONCE(Strength.FAULT, Party.AGENT),
    /// The vote was cast before the window opened.
    EARLY(Strength.FAULT, Party.AGENT),
    /// The vote came after the window closed; its seat is a plain silence.
    LATE(Strength.FAULT, Party.AGENT),
    /// The vote says nothing, or something of it cannot be read.
    MALFORMED(Strength.FAULT, Party.AGENT),
    /// The submission does not offer this choice.
    UNKNOWN_CHOICE(Strength.FAULT, Party.AGENT),
    /// The confidence is not a number from 0 to 1.
    CONFIDENCE_OUT_OF_RANGE(Strength.FAULT, Party.AGENT),
    /// The score is not a number from 0 to 1.
    SCORE_OUT_OF_RANGE(Strength.FAULT, Party.AGENT),
    /// Two different votes of one agent in one round, not both signed.
    CONTRADICTION(Strength.FAULT, Party.AGENT),
    /// Two different votes of one agent in one round, both signed.
    EQUIVOCATION(Strength.PROOF, Party.AGENT),

    OUTLIER(Strength.SUSPICION, Party.AGENT),
    LABELLED_ERROR(Strength.SUSPICION, Party.AGENT),
    SPAM(Strength.SUSPICION, Party.AGENT),
    COLLUSION(Strength.SUSPICION, Party.AGENT),
    DRIFT(Strength.SUSPICION, Party.AGENT),
    STALLING(Strength.SUSPICION, Party.AGENT);

    /// How much a finding says about the agent.
    public enum Strength {
        /// Statistics over a history; never enough alone in one decision.
        SUSPICION,
        /// A vote that broke the rules; it may have been a mishap.
        FAULT,
        /// Signed evidence that no honest agent can produce.
        PROOF
    }

    /// To whom a fault is attributed.
    public enum Party {
        /// The agent, whose authorship is established or vouched for by the caller.
        AGENT,
        /// Whoever delivered the vote; it says nothing about the agent named.
        CONNECTION
    }

    private final Strength strength;
    private final Party party;

    FaultKind(Strength strength, Party party) {
        this.strength = strength;
        this.party = party;
    }

    public Strength strength() {
        return strength;
    }

    public Party party() {
        return party;
    }
}
