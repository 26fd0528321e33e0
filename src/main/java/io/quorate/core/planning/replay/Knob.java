package io.quorate.core.planning.replay;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.WeightThreshold;
import java.math.BigDecimal;
import java.util.Locale;

/// A setting of a pool that can be swept over a range.
public enum Knob {
    /// The share of seats that a choice needs.
    THRESHOLD,
    /// The share of the whole weight that a choice needs.
    WEIGHT_THRESHOLD,
    /// The confidence below which a vote counts as an abstention, for every agent of the pool.
    CONFIDENCE_THRESHOLD;

    /// Its key in a policy file.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The pool with the setting at this value.
    ///
    /// @throws io.quorate.core.policy.InvalidPolicy if it may not have it
    PoolPolicy set(PoolPolicy pool, BigDecimal value) {
        return switch (this) {
            case THRESHOLD ->
                    pool.changed().threshold(new HeadThreshold.Supermajority(value)).build();
            case WEIGHT_THRESHOLD ->
                    pool.changed().weightThreshold(new WeightThreshold.Share(value)).build();
            case CONFIDENCE_THRESHOLD ->
                    pool.changed()
                            .agents(
                                    pool.agents().stream()
                                            .map(agent -> confident(agent, value))
                                            .toList())
                            .build();
        };
    }

    private static AgentPolicy confident(AgentPolicy agent, BigDecimal threshold) {
        return new AgentPolicy(
                agent.id(),
                agent.domain(),
                agent.specialization(),
                agent.baseWeight(),
                threshold.doubleValue(),
                agent.publicKey(),
                agent.transport(),
                agent.guard(),
                agent.price());
    }
}
