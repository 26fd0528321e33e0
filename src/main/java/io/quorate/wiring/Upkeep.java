package io.quorate.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quorate.engine.Ticker;
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
    private @Nullable MonthsAhead months;

    Upkeep(DataSource source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    void started(@Observes StartupEvent event) {
        months = MonthsAhead.start(source, ticker::now);
    }

    void stopping(@Observes ShutdownEvent event) {
        if (months != null) {
            months.close();
        }
    }
}
