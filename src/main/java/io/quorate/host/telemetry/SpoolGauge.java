package io.quorate.host.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quorate.engine.spool.SpooledLedger;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// `quorate_spool_waiting`: decisions that were answered and are in the spool, but not yet in the
/// log.
@Singleton
final class SpoolGauge {
    void started(@Observes StartupEvent event, MeterRegistry registry, SpooledLedger ledger) {
        registry.gauge("quorate.spool.waiting", ledger, SpooledLedger::waiting);
    }
}
