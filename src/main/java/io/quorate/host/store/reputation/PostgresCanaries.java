package io.quorate.host.store.reputation;

import io.quorate.core.audit.ContentText;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.canary.CanaryStore;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The canaries in PostgreSQL, beside the reputations and in transactions like theirs.
public final class PostgresCanaries implements CanaryStore {
    private static final String COLUMNS =
            "id, pools, submission, right_choice, operator, added_at, retired_at";

    private final PostgresReputations beside;

    public PostgresCanaries(PostgresReputations beside) {
        this.beside = beside;
    }

    @Override
    public CompletionStage<Answer<Adding>> add(Kept canary, Tale tale) {
        return beside.inTransaction(connection -> {
            if (insert(connection, canary)) {
                return new Adding.Added(beside.tales(connection).keep(tale));
            }
            return new Adding.Taken(find(connection, canary.canary().id()).orElseThrow());
        });
    }

    private static boolean insert(Connection connection, Kept kept) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO canary (id, pools, submission, right_choice, operator, added_at)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)) {
            insert.setString(1, kept.canary().id().value());
            insert.setArray(
                    2, texts(connection, kept.pools().stream().map(PoolId::value).toList()));
            insert.setBytes(3, ContentText.of(kept.canary().submission()));
            insert.setString(4, kept.canary().right().value());
            insert.setString(5, kept.operator());
            insert.setObject(6, Pools.time(kept.addedAt()));
            return insert.executeUpdate() > 0;
        }
    }

    @Override
    public CompletionStage<Answer<Retiring>> retire(CanaryId id, Instant at, Tale tale) {
        return beside.inTransaction(connection -> {
            try (PreparedStatement retire =
                    connection.prepareStatement(
                            """
                            UPDATE canary SET retired_at = ? WHERE id = ? AND retired_at IS NULL
                            """)) {
                retire.setObject(1, Pools.time(at));
                retire.setString(2, id.value());
                boolean retired = retire.executeUpdate() > 0;
                Optional<Kept> kept = find(connection, id);
                if (kept.isEmpty()) {
                    return new Retiring.Unknown();
                }
                return retired
                        ? new Retiring.Retired(kept.get(), beside.tales(connection).keep(tale))
                        : new Retiring.Already(kept.get());
            }
        });
    }

    @Override
    public CompletionStage<Answer<List<Kept>>> list(Optional<CanaryId> after, int most) {
        return beside.inTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT "
                                    + COLUMNS
                                    + " FROM canary WHERE id COLLATE \"C\" > ?"
                                    + " ORDER BY id COLLATE \"C\" LIMIT ?")) {
                select.setString(1, after.map(CanaryId::value).orElse(""));
                select.setInt(2, most);
                List<Kept> kept = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        kept.add(kept(row));
                    }
                }
                return kept;
            }
        });
    }

    @Override
    public CompletionStage<Answer<Optional<Drawn>>> draw(Draw draw) {
        return beside.inTransaction(connection -> {
            lock(connection, draw.pool());
            List<String> ids = unshown(connection, draw);
            if (ids.isEmpty()) {
                return Optional.empty();
            }
            CanaryId id = new CanaryId(ids.get((int) (draw.chance() * ids.size())));
            show(connection, draw, id);
            return draw.filed().contains(id)
                    ? Optional.of(new Drawn.Filed(id))
                    : find(connection, id).map(kept -> new Drawn.Stored(kept.canary()));
        });
    }

    /// Two sidecars that draw for one pool do so one after the other.
    private static void lock(Connection connection, PoolId pool) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtextextended('canary ' || ?, 0))")) {
            lock.setString(1, pool.value());
            lock.execute();
        }
    }

    /// What none of the agents was shown for a while, in a fixed order.
    private static List<String> unshown(Connection connection, Draw draw) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT id FROM (
                            SELECT unnest(?) AS id
                            UNION
                            SELECT id FROM canary WHERE retired_at IS NULL AND pools @> ?
                        ) AS known
                        WHERE id NOT IN (
                            SELECT canary FROM canary_showing
                            WHERE pool = ? AND agent = ANY (?) AND at > ?)
                        ORDER BY id COLLATE "C"
                        """)) {
            select.setArray(
                    1, texts(connection, draw.filed().stream().map(CanaryId::value).toList()));
            select.setArray(2, texts(connection, List.of(draw.pool().value())));
            select.setString(3, draw.pool().value());
            select.setArray(4, agents(connection, draw));
            select.setObject(5, Pools.time(draw.notSince()));
            List<String> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }

    private static void show(Connection connection, Draw draw, CanaryId id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO canary_showing (pool, agent, canary, at)
                        SELECT ?, agent, ?, ? FROM unnest(?) AS agent
                        ON CONFLICT (pool, agent, canary) DO UPDATE SET at = excluded.at
                        """)) {
            insert.setString(1, draw.pool().value());
            insert.setString(2, id.value());
            insert.setObject(3, Pools.time(draw.at()));
            insert.setArray(4, agents(connection, draw));
            insert.executeUpdate();
        }
    }

    private static Array agents(Connection connection, Draw draw) throws SQLException {
        return texts(connection, draw.agents().stream().map(AgentId::value).toList());
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static Optional<Kept> find(Connection connection, CanaryId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM canary WHERE id = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(kept(row)) : Optional.empty();
            }
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new Canary(
                        new CanaryId(row.getString(1)),
                        ContentText.submission(row.getBytes(3)),
                        new Choice(row.getString(4))),
                Arrays.stream((String[]) row.getArray(2).getArray()).map(PoolId::new).toList(),
                row.getString(5),
                Objects.requireNonNull(Pools.instant(row, 6)),
                Optional.ofNullable(Pools.instant(row, 7)));
    }
}
