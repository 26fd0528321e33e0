package io.quorate.engine.canary;

import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Cause;
import java.util.List;

/// What an operator wants of canaries.
public sealed interface CanaryWish {
    /// That one is asked from now on.
    ///
    /// @param pools that it is put to, each once
    record Add(Canary canary, List<PoolId> pools, String operator) implements CanaryWish {
        public Add {
            pools = List.copyOf(pools);
        }
    }

    /// That one is not asked any more.
    record Retire(CanaryId canary, Cause.Operator operator) implements CanaryWish {}

    /// That what one taught is taken back, and that it is not asked any more.
    record Revoke(CanaryId canary, Cause.Operator operator) implements CanaryWish {}
}
