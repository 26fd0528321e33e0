package io.quorate.host.store.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.engine.reputation.ReputationStore;
import io.quorate.engine.reputation.ReputationStore.Interest;
import io.quorate.engine.reputation.ReputationStore.Memory;
import io.quorate.engine.reputation.ReputationStore.News;
import io.quorate.engine.reputation.ReputationStore.Refitted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;

/// The shared knowledge in PostgreSQL, as one sidecar reads and writes it. Each call is a
/// transaction on a thread of its own.
public final class PostgresReputations implements ReputationStore, AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    /// Stands for a writer, of which no sidecar has the name: refits are numbered for all of them.
    private static final String REFIT = "refit";

    private static final Interest ALL = new Interest(1_000, Integer.MAX_VALUE, 0);

    /// Batches are sent again within seconds, if at all; a finding is counted for a year at most.
    private static final String FORGET =
            """
            DELETE FROM reputation_batch WHERE at < now() - interval '7 days';
            DELETE FROM incident WHERE at < now() - interval '366 days'
            """;

    private static final Logger LOG = Logger.getLogger(PostgresReputations.class);

    private final DataSource source;
    private final Origin origin;
    private final String writer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Listener listener;

    /// Pools that changed here and that nobody was told of yet.
    private final Set<PoolId> untold = ConcurrentHashMap.newKeySet();

    /// Why the latest call failed, so that an outage is told once; empty when it did not.
    private final AtomicReference<String> failing = new AtomicReference<>("");

    /// @param writer a name that no run of a sidecar had before
    public PostgresReputations(DataSource source, Origin origin, String writer) {
        this.source = source;
        this.origin = origin;
        this.writer = writer;
        this.listener = new Listener(source, writer);
    }

    /// Begins to tell of pools that other sidecars changed.
    public void listen(Consumer<PoolId> changed) {
        listener.start(changed);
    }

    @Override
    public void close() {
        listener.close();
        threads.close();
    }

    @Override
    public CompletionStage<Answer<List<PoolState>>> load() {
        return inTransaction(connection -> {
            List<PoolState> states = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                statement.execute(FORGET);
                try (ResultSet row =
                        statement.executeQuery("SELECT pool FROM reputation_pool ORDER BY pool")) {
                    while (row.next()) {
                        states.add(PoolState.blank(new PoolId(row.getString(1))));
                    }
                }
            }
            List<PoolState> read = new ArrayList<>();
            for (PoolState state : states) {
                Pools pool = new Pools(connection, state.pool());
                pool.lock();
                read.add(pool.read(ALL, Memory.NONE));
            }
            return read;
        });
    }

    @Override
    public CompletionStage<Answer<PoolState>> exchange(PoolId id, Batch batch) {
        return inTransaction(connection -> {
            Pools pool = new Pools(connection, id);
            pool.lock();
            News news = batch.news();
            Memory own = Memory.NONE;
            boolean fresh = !news.isNothing() && pool.isNew(writer, batch.number());
            if (fresh) {
                pool.add(news.knowledge());
                pool.add(news.incidents());
                Observations observations = new Observations(connection, id);
                observations.add(news.observed(), batch.interest().comparedMax());
                own = observations.remember(news.episodes());
            }
            if (untold.remove(id) || fresh) {
                tell(connection, id);
            }
            return pool.read(batch.interest(), own);
        });
    }

    @Override
    public CompletionStage<Answer<Enrolled>> enrol(
            PoolId id, long generation, Enrolling enrolling) {
        return inTransaction(connection -> {
            Pools pool = new Pools(connection, id);
            pool.lock();
            if (!pool.replace(generation, enrolling.roll())) {
                return new Enrolled.Stale();
            }
            pool.register(enrolling.registrations());
            untold.add(id);
            return new Enrolled.Written(
                    generation + 1, new Tales(connection, origin).keep(enrolling.tale()));
        });
    }

    @Override
    public CompletionStage<Answer<Labelled>> label(Label label, Knowledge taught, Tale tale) {
        return inTransaction(connection -> {
            Pools pool = new Pools(connection, label.pool());
            pool.lock();
            Optional<KeptLabel> first = find(connection, label.decision(), label.pool());
            if (first.isPresent()) {
                return new Labelled.Known(first.get().label());
            }
            insert(connection, label, taught);
            pool.add(taught);
            untold.add(label.pool());
            return new Labelled.Kept(new Tales(connection, origin).keep(tale));
        });
    }

    @Override
    public CompletionStage<Answer<Optional<KeptLabel>>> labelOf(DecisionId decision, PoolId pool) {
        return inTransaction(connection -> find(connection, decision, pool));
    }

    @Override
    public CompletionStage<Answer<List<Label>>> labelsOf(CanaryId canary, int labelsMax) {
        return inTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            SELECT decision_id, pool, right_choice, at FROM label
                            WHERE reporter = ? AND source = 'CANARY' AND revoked_at IS NULL
                            ORDER BY id LIMIT ?
                            """)) {
                select.setString(1, canary.value());
                select.setInt(2, labelsMax);
                List<Label> labels = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        labels.add(
                                new Label(
                                        new DecisionId(row.getString(1)),
                                        new PoolId(row.getString(2)),
                                        new Choice(row.getString(3)),
                                        Lesson.Source.CANARY.name(),
                                        canary.value(),
                                        Objects.requireNonNull(Pools.instant(row, 4))));
                    }
                }
                return labels;
            }
        });
    }

    @Override
    public CompletionStage<Answer<Revoked>> revoke(KeptLabel label, Tale tale) {
        return inTransaction(connection -> {
            PoolId id = label.label().pool();
            Pools pool = new Pools(connection, id);
            pool.lock();
            try (PreparedStatement revoke =
                    connection.prepareStatement(
                            """
                            UPDATE label SET revoked_at = now()
                            WHERE id = ? AND revoked_at IS NULL
                            """)) {
                revoke.setLong(1, label.id());
                if (revoke.executeUpdate() == 0) {
                    return new Revoked.Gone();
                }
            }
            pool.add(label.taught().negated());
            untold.add(id);
            return new Revoked.Done(new Tales(connection, origin).keep(tale));
        });
    }

    @Override
    public CompletionStage<Answer<Refitted>> refit(
            PoolId id, long occasion, Knowledge change, Tale tale) {
        return inTransaction(connection -> {
            Pools pool = new Pools(connection, id);
            pool.lock();
            if (!pool.isNew(REFIT, occasion)) {
                return new Refitted.Gone();
            }
            pool.add(change);
            untold.add(id);
            return new Refitted.Done(new Tales(connection, origin).keep(tale));
        });
    }

    @Override
    public CompletionStage<Answer<List<Event>>> history(PoolId pool, AgentId agent, int eventsMax) {
        return inTransaction(
                connection -> new Tales(connection, origin).history(pool, agent, eventsMax));
    }

    @Override
    public CompletionStage<Answer<List<Due>>> due(int noticesMax) {
        return inTransaction(connection -> new Tales(connection, origin).due(noticesMax));
    }

    @Override
    public CompletionStage<Answer<Integer>> settle(List<Long> notices) {
        return inTransaction(connection -> new Tales(connection, origin).settle(notices));
    }

    private static Optional<KeptLabel> find(Connection connection, DecisionId decision, PoolId pool)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT id, right_choice, source, reporter, at, taught FROM label
                        WHERE decision_id = ? AND pool = ? AND revoked_at IS NULL
                        """)) {
            select.setString(1, decision.value());
            select.setString(2, pool.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Label label =
                        new Label(
                                decision,
                                pool,
                                new Choice(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                Objects.requireNonNull(Pools.instant(row, 5)));
                return Optional.of(
                        new KeptLabel(row.getLong(1), label, Sums.knowledge(row.getBytes(6))));
            }
        }
    }

    private static void insert(Connection connection, Label label, Knowledge taught)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO label (decision_id, pool, right_choice, source, reporter, at,
                            taught)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setString(1, label.decision().value());
            insert.setString(2, label.pool().value());
            insert.setString(3, label.right().value());
            insert.setString(4, label.source());
            insert.setString(5, label.reporter());
            insert.setObject(6, Pools.time(label.at()));
            insert.setBytes(7, Sums.bytes(taught));
            insert.executeUpdate();
        }
    }

    private void tell(Connection connection, PoolId pool) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            notify.setString(1, Listener.CHANNEL);
            notify.setString(2, Listener.message(writer, pool));
            notify.execute();
        }
    }

    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// Keeps what is told of a change that is not of reputations, in the transaction of that
    /// change.
    public List<Due> keep(Connection connection, Tale tale) throws SQLException {
        return new Tales(connection, origin).keep(tale);
    }

    <T> CompletionStage<Answer<T>> inTransaction(Work<? extends T> work) {
        return CompletableFuture.supplyAsync(() -> transact(work), threads);
    }

    private <T> Answer<T> transact(Work<? extends T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                hurry(connection);
                T value = work.in(connection);
                connection.commit();
                failing.set("");
                return new Answer.Done<>(value);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            String reason = reason(e);
            if (!reason.equals(failing.getAndSet(reason))) {
                LOG.warnf("what is known of agents does not reach the database: %s", reason);
            }
            return new Answer.Unavailable<>(reason);
        }
    }

    /// No statement of the transaction on this connection may take longer than others wait for.
    public static void hurry(Connection connection) throws SQLException {
        try (Statement patience = connection.createStatement()) {
            patience.execute("SET LOCAL statement_timeout = '" + PATIENCE_SECONDS + "s'");
        }
    }

    /// What went wrong, without the rows that a database quotes in its details.
    static String reason(SQLException failure) {
        return failure instanceof PSQLException refused && refused.getServerErrorMessage() != null
                ? refused.getServerErrorMessage().getMessage() + " (" + failure.getSQLState() + ")"
                : String.valueOf(failure.getMessage());
    }
}
