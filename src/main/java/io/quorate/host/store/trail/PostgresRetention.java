package io.quorate.host.store.trail;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.HoldId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.keeping.Archive.Recorded;
import io.quorate.engine.keeping.Hold;
import io.quorate.engine.keeping.RetentionStore;
import io.quorate.engine.trail.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Promises, holds and prunings of all logs in one PostgreSQL.
///
/// What is removed is removed by functions of the tables' owner, which look at promises and holds
/// themselves; this only asks for it, once it is certified.
public final class PostgresRetention implements RetentionStore, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PostgresRetention.class);

    private static final String HOLD =
            "SELECT id, at, from_at, to_at, decision_id, operator, reason FROM standing_hold";

    private final Desk orders;
    private final Desk removals;

    /// @param removing how long pruning may take; the others are orders of people
    public PostgresRetention(DataSource source, TrailLimits limits, TrailLimits removing) {
        orders = new Desk(source, limits);
        removals = new Desk(source, removing);
    }

    @Override
    public CompletionStage<Answer<Integer>> promise(List<Promise> promises) {
        return orders.write(connection -> {
            int news = 0;
            for (Promise promise : promises) {
                news +=
                        new Sql()
                                .add(
                                        """
                                        INSERT INTO retention (pool, keep_for, high_risk, at)
                                        SELECT p.*, now() FROM (
                                            SELECT ?, ? * interval '1 second', ?::boolean
                                        ) p (pool, keep_for, high_risk) WHERE NOT EXISTS (
                                            SELECT FROM (
                                                SELECT keep_for, high_risk FROM retention r
                                                WHERE r.pool = p.pool ORDER BY at DESC LIMIT 1
                                            ) n WHERE (n.keep_for, n.high_risk)
                                                = (p.keep_for, p.high_risk))
                                        """,
                                        promise.pool(),
                                        promise.keepFor().toSeconds(),
                                        promise.risk() == Promise.Risk.HIGH)
                                .update(connection);
            }
            return news;
        });
    }

    @Override
    public CompletionStage<Answer<Placed>> place(
            Hold.Placing placing, Instant at, Function<Hold, CompletionStage<Recorded>> record) {
        return orders.write(connection -> place(connection, placing, at, record));
    }

    private static Placed place(
            Connection connection,
            Hold.Placing placing,
            Instant at,
            Function<Hold, CompletionStage<Recorded>> record)
            throws SQLException {
        Hold hold;
        switch (placing.target()) {
            case Hold.OfSpan(Instant from, Optional<Instant> to) ->
                    hold = hold(placing, at, from, to, Optional.empty());
            case Hold.OfDecision(DecisionId id) -> {
                List<Instant> found =
                        new Sql()
                                .add("SELECT at FROM decision WHERE decision_id = ?", id.value())
                                .list(connection, row -> Sql.instant(row, 1));
                if (found.isEmpty()) {
                    return new Placed.UnknownDecision(id);
                }
                Instant from = found.getFirst();
                Instant to = from.plusNanos(1_000);
                hold = hold(placing, at, from, Optional.of(to), Optional.of(id));
            }
        }
        if (insert(connection, hold) == 0) {
            return new Placed.NameTaken(hold.id());
        }
        return switch (record.apply(hold).toCompletableFuture().join()) {
            case YES -> new Placed.Stands(hold);
            case NO -> {
                connection.rollback();
                yield new Placed.Unrecorded();
            }
        };
    }

    private static Hold hold(
            Hold.Placing placing,
            Instant at,
            Instant from,
            Optional<Instant> to,
            Optional<DecisionId> decision) {
        return new Hold(placing.id(), at, from, to, decision, placing.operator(), placing.reason());
    }

    private static int insert(Connection connection, Hold hold) throws SQLException {
        return new Sql()
                .add(
                        """
                        INSERT INTO hold (id, at, from_at, to_at, decision_id, operator, reason)
                        VALUES (?, ?, ?, ?::timestamptz, ?::text, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        hold.id().value(),
                        hold.placedAt(),
                        hold.from(),
                        Sql.nullable(hold.to()),
                        Sql.nullable(hold.decision().map(DecisionId::value)),
                        hold.operator(),
                        hold.reason())
                .update(connection);
    }

    @Override
    public CompletionStage<Answer<Lifted>> lift(
            HoldId id, Instant at, Function<HoldId, CompletionStage<Recorded>> record) {
        return orders.write(connection -> {
            int lifted =
                    new Sql()
                            .add(
                                    """
                                    INSERT INTO hold_lifted (id, at)
                                    SELECT id, ? FROM standing_hold WHERE id = ?
                                    ON CONFLICT DO NOTHING
                                    """,
                                    at,
                                    id.value())
                            .update(connection);
            if (lifted == 0) {
                return new Lifted.Unknown(id);
            }
            return switch (record.apply(id).toCompletableFuture().join()) {
                case YES -> new Lifted.Done(id);
                case NO -> {
                    connection.rollback();
                    yield new Lifted.Unrecorded();
                }
            };
        });
    }

    @Override
    public CompletionStage<Answer<List<Hold>>> holds() {
        return orders.read(PostgresRetention::holds);
    }

    private static List<Hold> holds(Connection connection) throws SQLException {
        return new Sql().add(HOLD + " ORDER BY at, id").list(connection, PostgresRetention::hold);
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                new HoldId(row.getString(1)),
                Sql.instant(row, 2),
                Sql.instant(row, 3),
                instant(row, 4),
                Optional.ofNullable(row.getString(5)).map(DecisionId::new),
                row.getString(6),
                row.getString(7));
    }

    @Override
    public CompletionStage<Answer<Pruning>> prune(
            Origin origin, Function<Removal, CompletionStage<OptionalLong>> certify) {
        return removals.<Pruning>write(
                        connection -> {
                            try (Statement holds = connection.createStatement()) {
                                holds.execute("SELECT wait_for_holds()");
                            }
                            Optional<Due> due = Due.of(connection, origin);
                            if (due.isEmpty()) {
                                return new Pruning.NothingDue();
                            }
                            OptionalLong certificate =
                                    certify.apply(due.get().removal()).toCompletableFuture().join();
                            if (certificate.isEmpty()) {
                                return new Pruning.Unrecorded();
                            }
                            due.get().remove(connection, certificate.getAsLong());
                            return new Pruning.Pruned(due.get().removal(), certificate.getAsLong());
                        })
                .thenCompose(this::makeRoom);
    }

    /// Room that cannot be given back now, because the log is being written or read, is given back
    /// another time.
    private CompletionStage<Answer<Pruning>> makeRoom(Answer<Pruning> answer) {
        switch (answer) {
            case Answer.Given<Pruning>(Pruning.Pruned(Removal removal, long certificate)) ->
                    LOG.infof(
                            "%d records, up to %s, were pruned; record %d certifies it",
                            removal.minimum() - removal.previous(), removal.last(), certificate);
            case Answer.Given<Pruning>(Pruning.Unrecorded()) ->
                    LOG.warn("nothing was pruned, as it could not be recorded");
            case Answer.Given<Pruning>(Pruning.NothingDue()) -> {}
            case Answer.Unavailable<Pruning>(String cause) ->
                    LOG.warnf("nothing was pruned: %s", cause);
            case Answer.Full<Pruning>(), Answer.TimedOut<Pruning> _ ->
                    LOG.warn("nothing was pruned, as it would have taken too long");
        }
        return makeRoom("SELECT drop_empty_months()")
                .thenCompose(_ -> makeRoom("SELECT thin_checkpoints()"))
                .thenApply(_ -> answer);
    }

    private CompletionStage<Answer<Integer>> makeRoom(String removal) {
        return removals.write(connection -> {
            try (Statement remove = connection.createStatement()) {
                remove.execute("SET LOCAL lock_timeout = '2s'");
                remove.execute(removal);
            }
            return 0;
        });
    }

    @Override
    public CompletionStage<Answer<Keeping>> keeping() {
        return orders.read(connection -> {
            Due.Horizon horizon = Due.horizon(connection);
            return new Keeping(
                    horizon.keepFor(),
                    horizon.keptFrom(),
                    promises(connection),
                    holds(connection),
                    logs(connection));
        });
    }

    private static List<Promise> promises(Connection connection) throws SQLException {
        return new Sql()
                .add(
                        """
                        SELECT DISTINCT ON (pool) pool, extract(epoch FROM keep_for)::bigint,
                            high_risk
                        FROM retention ORDER BY pool, at DESC
                        """)
                .list(
                        connection,
                        row ->
                                new Promise(
                                        row.getString(1),
                                        Duration.ofSeconds(row.getLong(2)),
                                        row.getBoolean(3)
                                                ? Promise.Risk.HIGH
                                                : Promise.Risk.NORMAL));
    }

    private static List<LogKept> logs(Connection connection) throws SQLException {
        List<LogKept> logs = new ArrayList<>();
        record Log(int id, Origin origin, long size, long minimum, OptionalLong certificate) {}
        List<Log> all =
                new Sql()
                        .add(
                                """
                                SELECT o.id, o.name, o.size, coalesce(p.minimum_index, 0),
                                    p.certificate
                                FROM origin o LEFT JOIN LATERAL (
                                    SELECT minimum_index, certificate FROM pruning
                                    WHERE origin = o.id ORDER BY minimum_index DESC LIMIT 1
                                ) p ON true ORDER BY o.name
                                """)
                        .list(
                                connection,
                                row -> {
                                    long certificate = row.getLong(5);
                                    return new Log(
                                            row.getInt(1),
                                            new Origin(row.getString(2)),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.wasNull()
                                                    ? OptionalLong.empty()
                                                    : OptionalLong.of(certificate));
                                });
        for (Log log : all) {
            List<Instant> oldest =
                    new Sql()
                            .add(
                                    """
                                    SELECT at FROM record WHERE origin = ? AND log_index >= ?
                                    ORDER BY log_index LIMIT 1
                                    """,
                                    log.id(),
                                    log.minimum())
                            .list(connection, row -> Sql.instant(row, 1));
            logs.add(
                    new LogKept(
                            log.origin(),
                            log.size(),
                            log.minimum(),
                            log.certificate(),
                            oldest.stream().findFirst()));
        }
        return logs;
    }

    static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    static Digest digest(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        orders.close();
        removals.close();
    }
}
