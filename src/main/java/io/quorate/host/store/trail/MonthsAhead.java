package io.quorate.host.store.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Makes the partitions of the coming months ahead of time, at once and twice a day.
///
/// Records of a month without one would go where those of clocks that are far off go, and stay
/// there: nothing is lost by it, but nothing in that place is ever pruned.
public final class MonthsAhead implements AutoCloseable {
    /// How many months after the present one. A sidecar that cannot reach the owner's function for
    /// so long has been warned twice a day.
    static final int MONTHS = 3;

    private static final Logger LOG = Logger.getLogger(MonthsAhead.class);
    private static final Duration EVERY = Duration.ofHours(12);

    private final DataSource source;
    private final Supplier<Instant> now;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("months-ahead").factory());

    private MonthsAhead(DataSource source, Supplier<Instant> now) {
        this.source = source;
        this.now = now;
    }

    public static MonthsAhead start(DataSource source, Supplier<Instant> now) {
        MonthsAhead started = new MonthsAhead(source, now);
        // Ends with the executor.
        var _ =
                started.thread.scheduleWithFixedDelay(
                        started::make, 0, EVERY.toMinutes(), TimeUnit.MINUTES);
        return started;
    }

    private void make() {
        OffsetDateTime month = now.get().atOffset(ZoneOffset.UTC).withDayOfMonth(1);
        try (Connection connection = source.getConnection();
                Statement settings = connection.createStatement();
                PreparedStatement make = connection.prepareStatement("SELECT make_partition(?)")) {
            connection.setAutoCommit(false);
            // Rather later than in the way of the writer.
            settings.execute("SET LOCAL lock_timeout = '2s'");
            for (int ahead = 0; ahead <= MONTHS; ahead++) {
                make.setObject(1, month.plusMonths(ahead));
                make.execute();
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.warnf(
                    "partitions of the coming months could not be made, which is tried again: %s",
                    Desk.reason(e));
        } catch (RuntimeException e) {
            LOG.error("partitions of the coming months could not be made", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
