package io.quorate.host.store;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.protocol.Choice;
import io.quorate.engine.policy.RecordedDecisions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/// Shows the stored decisions to a visitor, on a thread of its own, a page of the cursor at a time.
///
/// The whole is one transaction that only reads: it sees the log as it was when it began.
public final class PostgresDecisions implements RecordedDecisions {
    private static final int ROWS_PER_FETCH = 256;
    private static final int VISITS_MAX = 2;

    /// A detail can be as long as a decision of the largest electorate.
    private static final int DETAILS_PER_FETCH = 1;

    private static final int FROM_THE_FIRST_IN_BINARY = -1;
    private static final int VALUE = 3;

    /// Kept apart from the details, which few have: joined, they would double the work.
    private static final String DECISIONS =
            "SELECT origin, log_index, leaf FROM record entry WHERE kind = 'decision'";

    private static final String DETAILS =
            "SELECT origin, log_index, body FROM detail entry WHERE true";

    /// What labels say is right, where they do not contradict each other.
    private static final String KNOWN =
            """
            SELECT origin, log_index, min(label.right_choice)
            FROM label JOIN decision entry USING (decision_id)
            WHERE label.revoked_at IS NULL\
            """;

    /// The log is walked in its order, which is how it lies on the disk; sorting it by other means
    /// would write it out once more.
    private static final String IN_ORDER = "SET LOCAL enable_sort = off; SET LOCAL jit = off";

    private final DataSource source;
    private final Semaphore permits = new Semaphore(VISITS_MAX);
    private final Executor threads = task -> Thread.ofPlatform().daemon().name("visit").start(task);

    public PostgresDecisions(DataSource source) {
        this.source = source;
    }

    @Override
    public Visit visit(Span span, Visitor visitor) {
        Reading reading = new Reading();
        return permits.tryAcquire()
                ? new Visiting(begin(reading, span, visitor), reading)
                : new Visiting(CompletableFuture.completedStage(new End.Full()), reading);
    }

    private CompletionStage<End> begin(Reading reading, Span span, Visitor visitor) {
        return CompletableFuture.supplyAsync(() -> visitNow(reading, span, visitor), threads)
                .whenComplete((_, _) -> permits.release());
    }

    private record Visiting(CompletionStage<End> end, Reading reading) implements Visit {
        @Override
        public void stop() {
            Thread.startVirtualThread(reading::end);
        }
    }

    private End visitNow(Reading reading, Span span, Visitor visitor) {
        try {
            reading.run(source, connection -> show(connection, span, visitor));
            return new End.Seen();
        } catch (SQLException e) {
            return new End.Unavailable(Connections.reason(e));
        }
    }

    private static void show(Connection connection, Span span, Visitor visitor)
            throws SQLException {
        SpanQuery query = SpanQuery.ofDecisions(span);
        try (PreparedStatement plan = connection.prepareStatement(IN_ORDER)) {
            plan.execute();
        }
        visitor.count(count(connection, query));
        if (Episodes.show(connection, span, visitor) == Next.ENOUGH) {
            return;
        }
        try (PreparedStatement select =
                        query.prepare(connection, DECISIONS, " ORDER BY origin, log_index");
                PreparedStatement detailSelect =
                        query.prepare(connection, DETAILS, " ORDER BY origin, log_index");
                PreparedStatement knownSelect =
                        query.prepare(
                                connection,
                                KNOWN,
                                """
                                 GROUP BY origin, log_index
                                HAVING count(DISTINCT label.right_choice) = 1
                                ORDER BY origin, log_index\
                                """);
                ResultSet row = read(select, ROWS_PER_FETCH);
                Beside details = new Beside(read(detailSelect, DETAILS_PER_FETCH));
                Beside known = new Beside(read(knownSelect, ROWS_PER_FETCH))) {
            while (row.next()) {
                LogPlace place = LogPlace.of(row);
                Optional<byte[]> detail =
                        details.isAt(place)
                                ? Optional.of(details.row().getBytes(VALUE))
                                : Optional.empty();
                Optional<Choice> right =
                        known.isAt(place)
                                ? Optional.of(new Choice(known.row().getString(VALUE)))
                                : Optional.empty();
                if (visitor.see(new DecisionLeaf(row.getBytes(VALUE), detail), right)
                        == Next.ENOUGH) {
                    return;
                }
            }
        }
    }

    /// Begins to read, some rows at a time, with leaves as the bytes that they are: as text they
    /// would be twice as long.
    private static ResultSet read(PreparedStatement select, int rowsPerFetch) throws SQLException {
        select.unwrap(PGStatement.class).setPrepareThreshold(FROM_THE_FIRST_IN_BINARY);
        select.setFetchSize(rowsPerFetch);
        return select.executeQuery();
    }

    /// Where a row belongs in the log.
    private record LogPlace(int origin, long index) implements Comparable<LogPlace> {
        static LogPlace of(ResultSet row) throws SQLException {
            return new LogPlace(row.getInt(1), row.getLong(2));
        }

        @Override
        public int compareTo(LogPlace other) {
            return origin == other.origin
                    ? Long.compare(index, other.index)
                    : Integer.compare(origin, other.origin);
        }
    }

    /// Rows that some decisions have and most have not, read along with them.
    private static final class Beside implements AutoCloseable {
        private final ResultSet row;
        private Optional<LogPlace> next;

        Beside(ResultSet row) throws SQLException {
            this.row = row;
            next = advance();
        }

        ResultSet row() {
            return row;
        }

        /// Whether there is one for this place, which lies behind every place before.
        boolean isAt(LogPlace place) throws SQLException {
            while (next.isPresent() && next.get().compareTo(place) < 0) {
                next = advance();
            }
            return next.equals(Optional.of(place));
        }

        private Optional<LogPlace> advance() throws SQLException {
            return row.next() ? Optional.of(LogPlace.of(row)) : Optional.empty();
        }

        @Override
        public void close() throws SQLException {
            row.close();
        }
    }

    /// Counted where the rows are small.
    private static long count(Connection connection, SpanQuery query) throws SQLException {
        try (PreparedStatement count =
                        query.prepare(
                                connection, "SELECT count(*) FROM decision entry WHERE true", "");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
