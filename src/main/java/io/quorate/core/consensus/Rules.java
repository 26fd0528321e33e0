package io.quorate.core.consensus;

import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnNoConsensus;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.Outcome;
import java.util.Optional;

/// What of a pool's policy steers one round.
public record Rules(
        HeadThreshold heads, WeightThreshold weight, Seating.Cap cap, ResolutionPolicy resolution) {

    public static Rules of(PoolPolicy pool) {
        return switch (pool.protocol()) {
            case SINGLE, DUAL, TRIPLE -> ensemble(pool.resolution().onNoConsensus());
            case SINGLE_ROUND, TWO_ROUND ->
                    new Rules(
                            pool.threshold(),
                            pool.weightThreshold(),
                            Seating.Cap.CAPPED,
                            pool.resolution());
        };
    }

    /// What the ensemble strategies count by: every agent alike, thresholds that are theirs by
    /// definition, and nothing but people to break a tie. Their error model is exact only so.
    public static Rules ensemble(OnNoConsensus onNoConsensus) {
        return new Rules(
                new HeadThreshold.Byzantine(),
                new WeightThreshold.TwoThirds(),
                Seating.Cap.UNCAPPED,
                new ResolutionPolicy(
                        OnTie.ESCALATE,
                        OnTimeout.ESCALATE,
                        MinorityOverrule.ESCALATE,
                        onNoConsensus));
    }

    /// Who takes over an outcome that does not stand by itself; empty for one that does.
    public Optional<OnNoConsensus> escalation(Outcome outcome) {
        return outcome.escalates() ? Optional.of(resolution.onNoConsensus()) : Optional.empty();
    }
}
