package io.quorate.core.policy;

/// What happens to a round in which no quorum came about.
///
/// @param onNoConsensus who decides instead, for every NO_CONSENSUS and PROVISIONAL
public record ResolutionPolicy(
        OnTie onTie,
        OnTimeout onTimeout,
        MinorityOverrule minorityOverrule,
        OnNoConsensus onNoConsensus) {

    /// Escalate to a person whatever no quorum decided.
    public static final ResolutionPolicy ESCALATE =
            new ResolutionPolicy(
                    OnTie.ESCALATE,
                    OnTimeout.ESCALATE,
                    MinorityOverrule.ESCALATE,
                    new OnNoConsensus.Review());

    public ResolutionPolicy(OnTie onTie, OnTimeout onTimeout, MinorityOverrule minorityOverrule) {
        this(onTie, onTimeout, minorityOverrule, new OnNoConsensus.Review());
    }

    void outline(Outline to) {
        to.put("on_tie", onTie);
        to.put("on_timeout", onTimeout);
        to.put("minority_overrule", minorityOverrule);
        switch (onNoConsensus) {
            case OnNoConsensus.Review _ -> to.put("on_no_consensus", "review");
            case OnNoConsensus.ExpertPool expert ->
                    to.putText("on_no_consensus", expert.pool().value());
        }
    }
}
