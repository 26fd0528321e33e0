package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.standing.Roll;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A book without history that learns nothing: whom the policy declares are founders, for good.
public final class Founders implements ReputationBook {
    private final Map<PoolId, PoolPage> pages = new ConcurrentHashMap<>();

    @Override
    public PoolPage page(PoolPolicy pool) {
        PoolPage known = pages.get(pool.id());
        if (known != null && known.isUnder(pool)) {
            return known;
        }
        PoolPage fresh = blank(pool);
        pages.put(pool.id(), fresh);
        return fresh;
    }

    @Override
    public void learn(DecisionRecord decided) {}

    private static PoolPage blank(PoolPolicy pool) {
        return new PoolPage(
                pool,
                List.of(),
                Roll.open(
                        pool.agents().stream().map(AgentPolicy::id).toList(),
                        List.of(),
                        pool.minAgents(),
                        pool.maxAgents(),
                        Instant.EPOCH),
                new Reputations(pool.detection(), pool.reputation()).insight());
    }
}
