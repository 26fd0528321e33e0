package io.quorate.engine.poll;

import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.PoolId;
import java.util.List;
import java.util.function.Consumer;

/// Tells what is found about a pool's agents elsewhere while agents are being asked: by detectors,
/// or proven in another decision.
@FunctionalInterface
public interface Rumours {
    /// There are none.
    Rumours NONE = (_, _) -> () -> {};

    /// Begins to tell. An implementation MUST tell of an agent all that stands against it, each
    /// kind once, whenever something is added to it.
    ///
    /// @param hearer MUST return at once and MUST NOT throw
    /// @return ends it
    Runnable follow(PoolId pool, Consumer<List<Fault>> hearer);
}
