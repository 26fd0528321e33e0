package io.quorate.engine.spool;

import io.quorate.core.protocol.Origin;
import java.io.IOException;

/// The spools of one machine, one for each log.
public interface Spools {
    /// Those of a sidecar that has no place for one.
    Spools NONE =
            new Spools() {
                @Override
                public Spool open(Origin origin) {
                    return Spool.NONE;
                }

                @Override
                public boolean isLost(String name) {
                    return false;
                }
            };

    /// The spool of a log, which nobody else may have open. May block.
    ///
    /// @throws IOException if there is one and it cannot be used
    Spool open(Origin origin) throws IOException;

    /// Whether the operator declares the spool of that name lost, so that its log goes on without
    /// what it may hold.
    boolean isLost(String name);
}
