package io.quorate.host.store;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.policy.RecordedDecisions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/// Shows the stored decisions to a visitor, on a thread of its own, a page of the cursor at a time.
///
/// The whole is one transaction that only reads: it sees the log as it was when it began.
public final class PostgresDecisions implements RecordedDecisions {
    private static final int ROWS_PER_FETCH = 256;
    private static final int VISITS_MAX = 2;

    /// The log is walked in its order, which is how it lies on the disk; sorting it by other means
    /// would write it out once more.
    private static final String IN_ORDER = "SET LOCAL enable_sort = off; SET LOCAL jit = off";

    private final DataSource source;
    private final Semaphore permits = new Semaphore(VISITS_MAX);
    private final Executor threads = task -> Thread.ofPlatform().daemon().name("visit").start(task);

    public PostgresDecisions(DataSource source) {
        this.source = source;
    }

    /// What keeps an `entry`, of one table or another, within a span.
    private record Query(String conditions, List<Object> parameters) {
        static Query of(Span span) {
            StringBuilder conditions = new StringBuilder();
            List<Object> parameters = new ArrayList<>();
            add(conditions, parameters, " AND entry.at >= ?", span.from().map(Query::time));
            add(conditions, parameters, " AND entry.at < ?", span.until().map(Query::time));
            add(
                    conditions,
                    parameters,
                    " AND EXISTS (SELECT FROM decision d WHERE (d.origin, d.log_index, d.at) ="
                            + " (entry.origin, entry.log_index, entry.at) AND d.service = ?)",
                    span.service());
            add(
                    conditions,
                    parameters,
                    " AND EXISTS (SELECT FROM pool_outcome p WHERE (p.origin, p.log_index, p.at) ="
                            + " (entry.origin, entry.log_index, entry.at) AND p.pool = ?)",
                    span.pool().map(PoolId::value));
            return new Query(conditions.toString(), parameters);
        }

        private static void add(
                StringBuilder conditions,
                List<Object> parameters,
                String condition,
                Optional<?> parameter) {
            if (parameter.isPresent()) {
                conditions.append(condition);
                parameters.add(parameter.get());
            }
        }

        private static Timestamp time(Instant at) {
            return Timestamp.from(at);
        }

        PreparedStatement prepare(Connection connection, String head, String tail)
                throws SQLException {
            PreparedStatement statement = connection.prepareStatement(head + conditions + tail);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement;
        }
    }

    @Override
    public CompletionStage<End> visit(Span span, Visitor visitor) {
        if (!permits.tryAcquire()) {
            return CompletableFuture.completedStage(new End.Full());
        }
        return CompletableFuture.supplyAsync(() -> visitNow(span, visitor), threads)
                .whenComplete((_, _) -> permits.release());
    }

    private End visitNow(Span span, Visitor visitor) {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                show(connection, Query.of(span), visitor);
                return new End.Seen();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        } catch (SQLException e) {
            return new End.Unavailable(Connections.reason(e));
        }
    }

    private static void show(Connection connection, Query query, Visitor visitor)
            throws SQLException {
        try (PreparedStatement plan = connection.prepareStatement(IN_ORDER)) {
            plan.execute();
        }
        visitor.count(count(connection, query));
        try (PreparedStatement select =
                query.prepare(
                        connection,
                        """
                        SELECT entry.leaf, detail.body FROM record entry
                        LEFT JOIN detail USING (origin, log_index, at)
                        WHERE entry.kind = 'decision'\
                        """,
                        " ORDER BY entry.origin, entry.log_index")) {
            select.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    DecisionLeaf leaf =
                            new DecisionLeaf(row.getBytes(1), Optional.ofNullable(row.getBytes(2)));
                    if (visitor.see(leaf, Optional.empty()) == Next.ENOUGH) {
                        return;
                    }
                }
            }
        }
    }

    /// Counted where the rows are small.
    private static long count(Connection connection, Query query) throws SQLException {
        try (PreparedStatement count =
                        query.prepare(
                                connection, "SELECT count(*) FROM decision entry WHERE true", "");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
