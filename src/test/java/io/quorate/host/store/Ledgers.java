package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// Ledgers as tests need them: impatient ones, on the machine's clock.
public final class Ledgers {
    public static final LedgerLimits IMPATIENT =
            new LedgerLimits(
                    4_096,
                    64L << 20,
                    1_024,
                    8L << 20,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(50),
                    4,
                    4_096);

    public static final Ticker CLOCK =
            new Ticker() {
                @Override
                public Instant now() {
                    return Instant.now();
                }

                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void after(Duration delay, Runnable task) {
                    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(task);
                }
            };

    private Ledgers() {}

    public static PostgresLedger open(DataSource source, String origin) throws Exception {
        return open(source, origin, IMPATIENT);
    }

    public static PostgresLedger open(DataSource source, String origin, LedgerLimits limits)
            throws Exception {
        Opening opening = PostgresLedger.open(source, List.of(new Origin(origin)), limits, CLOCK);
        return assertInstanceOf(Opening.Opened.class, opening).ledger();
    }
}
