package io.quorate.core.consensus;

import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.Weighting;

/// What of a pool's policy steers one round.
public record Rules(
        HeadThreshold heads,
        WeightThreshold weight,
        Weighting weighting,
        Seating.Cap cap,
        ResolutionPolicy resolution) {

    /// What the ensemble strategies count by: every agent alike, thresholds that are theirs by
    /// definition, and nothing but people to break a tie. Their error model is exact only so.
    public static final Rules ENSEMBLE =
            new Rules(
                    new HeadThreshold.Byzantine(),
                    new WeightThreshold.TwoThirds(),
                    Weighting.EQUAL,
                    Seating.Cap.UNCAPPED,
                    ResolutionPolicy.ESCALATE);

    public static Rules of(PoolPolicy pool) {
        return switch (pool.protocol()) {
            case SINGLE, DUAL, TRIPLE -> ENSEMBLE;
            case SINGLE_ROUND, TWO_ROUND ->
                    new Rules(
                            pool.threshold(),
                            pool.weightThreshold(),
                            pool.weighting(),
                            Seating.Cap.CAPPED,
                            pool.resolution());
        };
    }
}
