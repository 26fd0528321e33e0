package io.quorate.host.store;

import java.time.Duration;

/// How much a [PostgresLedger] takes on at a time, and how long it waits.
///
/// @param waitingMax entries that may wait for the log
/// @param waitingBytesMax the bytes of their rows together
/// @param batchMax entries that share a transaction
/// @param batchBytesMax the bytes of their rows together
/// @param patience how long a caller waits for its entry
/// @param databasePatience how long the database may take for one answer
/// @param retryEvery how often a database that is away is tried again
/// @param lookupsMax look-ups that run at a time
/// @param waitingLookupsMax look-ups that may wait
public record LedgerLimits(
        int waitingMax,
        long waitingBytesMax,
        int batchMax,
        long batchBytesMax,
        Duration patience,
        Duration databasePatience,
        Duration retryEvery,
        int lookupsMax,
        int waitingLookupsMax) {

    private static final long MEBIBYTE = 1024 * 1024;

    public static final LedgerLimits DEFAULT =
            new LedgerLimits(
                    4_096,
                    64 * MEBIBYTE,
                    1_024,
                    8 * MEBIBYTE,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(250),
                    4,
                    256);

    public LedgerLimits {
        if (waitingMax < 1 || batchMax < 1 || lookupsMax < 1 || waitingLookupsMax < 0) {
            throw new IllegalArgumentException("at least one must be possible");
        }
        if (!patience.isPositive() || !databasePatience.isPositive() || !retryEvery.isPositive()) {
            throw new IllegalArgumentException("a time to wait is positive");
        }
    }
}
