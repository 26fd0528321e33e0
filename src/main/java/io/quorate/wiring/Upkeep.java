package io.quorate.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quorate.engine.Ticker;
import io.quorate.engine.keeping.Retention;
import io.quorate.host.store.trail.MonthsAhead;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What has to be done now and then while the sidecar runs.
@Singleton
final class Upkeep {
    private final DataSource source;
    private final Ticker ticker;
    private final LivePolicy policies;
    private final Retention retention;
    private @Nullable MonthsAhead months;

    Upkeep(DataSource source, Ticker ticker, LivePolicy policies, Retention retention) {
        this.source = source;
        this.ticker = ticker;
        this.policies = policies;
        this.retention = retention;
    }

    void started(@Observes StartupEvent event) {
        months = MonthsAhead.start(source, ticker::now);
        policies.tell(retention::follow);
        retention.begin();
    }

    void stopping(@Observes ShutdownEvent event) {
        retention.close();
        if (months != null) {
            months.close();
        }
    }
}
