package io.quorate.engine.spool;

import io.quorate.core.protocol.Origin;

/// The spools of one machine, one for each log.
public interface Spools {
    /// Those of a sidecar that has no place for one.
    Spools NONE =
            new Spools() {
                @Override
                public Access open(Origin origin) {
                    return new Access.Opened(Spool.NONE);
                }

                @Override
                public boolean isLost(String name) {
                    return false;
                }
            };

    /// The spool of a log, which nobody else may have open. May block.
    Access open(Origin origin);

    /// Whether the operator declares the spool of that name lost, so that its log goes on without
    /// what it may hold.
    boolean isLost(String name);

    /// What came of opening a spool.
    sealed interface Access {
        record Opened(Spool spool) implements Access {}

        /// There is one, and it cannot be used.
        record Unusable(String cause) implements Access {}
    }
}
