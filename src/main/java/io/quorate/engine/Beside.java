package io.quorate.engine;

import io.quorate.core.policy.PoolPolicy;
import java.time.Duration;

/// What goes on beside a call that asks a pool's agents.
@FunctionalInterface
public interface Beside {
    /// Nothing.
    Beside NOTHING = (_, _) -> {};

    /// A call asks this pool now. MUST return at once and MUST NOT throw.
    ///
    /// @param time that its agents have
    void asking(PoolPolicy pool, Duration time);
}
