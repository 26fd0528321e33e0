package io.quorate.host.store.trail;

import io.quorate.engine.trail.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;

/// Where questions to the database wait for their turn: a few are answered at a time, and what is
/// too much is turned away at once.
final class Desk implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Desk.class);

    /// PostgreSQL's word for a statement that was cut short.
    private static final String QUERY_CANCELED = "57014";

    /// Every page has an index in its order, which is walked until the page is full. The planner
    /// does not see that little of an inner query is needed, and would rather sort all of it.
    private static final String IN_ORDER =
            """
            ; SET LOCAL enable_sort = off; SET LOCAL enable_hashagg = off
            ; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off
            ; SET LOCAL enable_mergejoin = off
            """;

    private static final String AS_THE_PLANNER_SEES_FIT =
            """
            SET LOCAL enable_sort = on; SET LOCAL enable_hashagg = on
            ; SET LOCAL enable_bitmapscan = on; SET LOCAL enable_hashjoin = on
            ; SET LOCAL enable_mergejoin = on
            """;

    private final DataSource source;
    private final TrailLimits limits;
    private final Semaphore permits;
    private final AtomicInteger inside = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Desk(DataSource source, TrailLimits limits) {
        this.source = source;
        this.limits = limits;
        permits = new Semaphore(limits.queriesMax(), true);
    }

    /// What is done with a connection, inside a transaction.
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Reads in a transaction that cannot change anything.
    <T> CompletionStage<Answer<T>> read(Work<T> work) {
        return take("SET TRANSACTION READ ONLY", work);
    }

    /// Reads much and adds it up, as the planner sees fit.
    <T> CompletionStage<Answer<T>> survey(Work<T> work) {
        return take(
                "SET TRANSACTION READ ONLY",
                connection -> {
                    try (Statement settings = connection.createStatement()) {
                        settings.execute(AS_THE_PLANNER_SEES_FIT);
                    }
                    return work.on(connection);
                });
    }

    /// Writes in a transaction, which is committed when the work is done.
    <T> CompletionStage<Answer<T>> write(Work<T> work) {
        return take("SET TRANSACTION READ WRITE", work);
    }

    private <T> CompletionStage<Answer<T>> take(String mode, Work<T> work) {
        if (inside.incrementAndGet() > limits.queriesMax() + limits.waitingMax()) {
            inside.decrementAndGet();
            return CompletableFuture.completedStage(new Answer.Full<>());
        }
        return CompletableFuture.supplyAsync(() -> inTurn(mode, work), threads)
                .whenComplete((_, _) -> inside.decrementAndGet());
    }

    private <T> Answer<T> inTurn(String mode, Work<T> work) {
        permits.acquireUninterruptibly();
        try (Connection connection = source.getConnection()) {
            return new Answer.Given<>(inTransaction(connection, mode, work));
        } catch (SQLException e) {
            return failed(e);
        } catch (IllegalArgumentException e) {
            LOG.error("a stored record is damaged", e);
            return new Answer.Unavailable<>("a stored record is damaged: " + e.getMessage());
        } finally {
            permits.release();
        }
    }

    private <T> T inTransaction(Connection connection, String mode, Work<T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try (Statement settings = connection.createStatement()) {
            settings.execute(
                    mode
                            + "; SET LOCAL statement_timeout = "
                            + limits.patience().toMillis()
                            + "; SET LOCAL jit = off"
                            + "; SET LOCAL plan_cache_mode = force_custom_plan"
                            + "; SET LOCAL max_parallel_workers_per_gather = 0"
                            + IN_ORDER);
            T result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private <T> Answer<T> failed(SQLException e) {
        if (QUERY_CANCELED.equals(e.getSQLState())) {
            Duration most = limits.patience();
            return new Answer.TimedOut<>(most);
        }
        return new Answer.Unavailable<>("the database cannot be read: " + reason(e));
    }

    /// What went wrong, without the rows that a database quotes in its details.
    static String reason(SQLException failure) {
        if (failure instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            String message = refused.getServerErrorMessage().getMessage();
            return message + " (" + failure.getSQLState() + ")";
        }
        return String.valueOf(failure.getMessage());
    }

    /// Waits for what is under way; nothing more may be asked.
    @Override
    public void close() {
        threads.close();
    }
}
