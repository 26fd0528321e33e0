package io.quorate.host.store.reputation;

import io.quorate.core.audit.ContentText;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.canary.CanaryShowings;
import io.quorate.engine.reputation.ReputationStore.Answer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The showings in PostgreSQL, beside the reputations and in transactions like theirs.
public final class PostgresShowings implements CanaryShowings {
    private final PostgresReputations beside;

    public PostgresShowings(PostgresReputations beside) {
        this.beside = beside;
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
                    : find(connection, id).map(Drawn.Stored::new);
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

    private static Optional<Canary> find(Connection connection, CanaryId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT submission, right_choice FROM canary WHERE id = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Canary(
                                        id,
                                        ContentText.submission(row.getBytes(1)),
                                        new Choice(row.getString(2))))
                        : Optional.empty();
            }
        }
    }
}
