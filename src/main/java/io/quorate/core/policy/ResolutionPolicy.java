package io.quorate.core.policy;

/// What happens to a round in which no quorum came about.
public record ResolutionPolicy(
        OnTie onTie, OnTimeout onTimeout, MinorityOverrule minorityOverrule) {

    /// Escalate whatever no quorum decided.
    public static final ResolutionPolicy ESCALATE =
            new ResolutionPolicy(OnTie.ESCALATE, OnTimeout.ESCALATE, MinorityOverrule.ESCALATE);
}
