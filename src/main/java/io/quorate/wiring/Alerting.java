package io.quorate.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.alert.Alerts;
import io.quorate.engine.alert.DecisionCounts;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.spool.SpooledLedger;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The watch over the policy's limits, while the sidecar runs.
final class Alerting {
    @Produces
    @Singleton
    Alerts alerts(
            PolicySource policies,
            Learning book,
            DecisionCounts counts,
            SpooledLedger ledger,
            Ticker ticker,
            Signals signals) {
        return new Alerts(policies, book, counts, ledger::waiting, ledger, ticker, signals);
    }

    void started(@Observes StartupEvent event, Alerts alerts) {
        alerts.begin();
    }

    void stopping(@Observes ShutdownEvent event, Alerts alerts) {
        alerts.close();
    }
}
