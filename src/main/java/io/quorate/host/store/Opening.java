package io.quorate.host.store;

import io.quorate.core.protocol.Origin;
import java.util.List;

/// What came of taking up a log.
public sealed interface Opening {
    /// The log is ours, until it is closed.
    record Opened(PostgresLedger ledger) implements Opening {}

    /// Other sidecars have every one of these.
    record AllLeased(List<Origin> candidates) implements Opening {
        public AllLeased {
            candidates = List.copyOf(candidates);
        }
    }

    /// None is free, as this one may have decisions in the spool of another sidecar.
    ///
    /// @param spool its name
    record SpooledElsewhere(Origin origin, String spool) implements Opening {}

    /// None is free, as the spool that this one may have decisions in cannot be used.
    record SpoolUnusable(Origin origin, String cause) implements Opening {}
}
