package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.PoolId;
import java.util.List;
import java.util.function.Consumer;

/// What is known of every pool and its agents: read before a decision, taught after its reply.
public interface ReputationBook {
    /// What is known of a pool at this moment, in line with its policy. An implementation MUST
    /// answer at once, from memory, and MUST give the same page until something changed.
    PoolPage page(PoolPolicy pool);

    /// Hands over a decision that was recorded, to be learnt from. An implementation MUST return at
    /// once, MUST NOT throw and MUST bound what waits.
    void learn(DecisionRecord decided);

    /// Tells what is found about a pool's agents, as [io.quorate.engine.poll.Rumours] asks for; a
    /// book without detectors has nothing to tell.
    default Runnable follow(PoolId pool, Consumer<List<Fault>> hearer) {
        return () -> {};
    }
}
