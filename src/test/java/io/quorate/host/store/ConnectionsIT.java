package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Connections of the pool that the sidecar really has.
class ConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int POOL = 2;

    @Test
    void anAbortedConnectionGivesItsPlaceInThePoolBack() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            for (int i = 0; i < 3 * POOL; i++) {
                Connections.abort(Connections.open(pool, PATIENCE));
            }
            assertEquals(0, pool.getMetrics().activeCount());
        }
    }

    @Test
    void anAbortedConnectionGivesItsLeaseBack() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            Connection first = Connections.open(pool, PATIENCE);
            int origin = Connections.register(first, "aborted");
            assertTrue(Connections.lock(first, origin));
            Connections.abort(first);

            Connection second = Connections.open(pool, PATIENCE);
            long begun = System.nanoTime();
            boolean locked = false;
            // The server notices in a moment that its client is gone.
            while (!locked && System.nanoTime() - begun < PATIENCE.toNanos()) {
                locked = Connections.lock(second, origin);
            }
            assertTrue(locked);
            Connections.abort(second);
        }
    }

    private static AgroalDataSource pool() throws SQLException {
        TestPostgres.Database database = TestPostgres.database();
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .metricsEnabled()
                        .connectionPoolConfiguration(pool ->
                                pool.maxSize(POOL)
                                        .acquisitionTimeout(PATIENCE)
                                        .exceptionSorter(new PostgreSQLExceptionSorter())
                                        .connectionFactoryConfiguration(
                                                factory -> factory.jdbcUrl(database.url()))));
    }
}
