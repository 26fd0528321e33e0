package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.PoolPolicy;

/// What is known of every pool and its agents: read before a decision, taught after its reply.
public interface ReputationBook {
    /// What is known of a pool at this moment, in line with its policy. An implementation MUST
    /// answer at once, from memory, and MUST give the same page until something changed.
    PoolPage page(PoolPolicy pool);

    /// Hands over a decision that was recorded, to be learnt from. An implementation MUST return at
    /// once, MUST NOT throw and MUST bound what waits.
    void learn(DecisionRecord decided);
}
