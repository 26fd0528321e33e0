package io.quorate.host.store.trail;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import io.quorate.engine.keeping.Archive;
import io.quorate.engine.keeping.Erasure;
import io.quorate.engine.trail.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.sql.DataSource;

/// The content of all logs in one PostgreSQL.
///
/// A deletion waits, uncommitted, until it is recorded; the record goes through the log's own
/// connection.
public final class PostgresArchive implements Archive, AutoCloseable {
    /// A hold `h` on whatever `c` is.
    private static final String HOLDS =
            "h.from_at <= c.at AND c.at < coalesce(h.to_at, 'infinity')";

    private final Desk desk;

    public PostgresArchive(DataSource source, TrailLimits limits) {
        desk = new Desk(source, limits);
    }

    @Override
    public CompletionStage<Answer<Erasing>> erase(
            Erasure.Target target,
            int most,
            Function<List<DecisionId>, CompletionStage<Recorded>> record) {
        return desk.write(connection -> erase(connection, target, most, record));
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        desk.close();
    }

    private static Erasing erase(
            Connection connection,
            Erasure.Target target,
            int most,
            Function<List<DecisionId>, CompletionStage<Recorded>> record)
            throws SQLException {
        if (target instanceof Erasure.OfDecision(DecisionId id) && !isKnown(connection, id)) {
            return new Erasing.UnknownDecision(id);
        }
        new Sql().add("SELECT wait_for_holds()").list(connection, _ -> "");
        if (target instanceof Erasure.OfDecision(DecisionId id)) {
            Optional<HoldId> hold = hold(connection, id);
            if (hold.isPresent()) {
                return new Erasing.Held(id, hold.get());
            }
        }
        List<DecisionId> erased = delete(connection, target, most);
        long held = target instanceof Erasure.OfSubject(String s) ? held(connection, s) : 0;
        if (erased.isEmpty()) {
            return new Erasing.Erased(erased, held);
        }
        return switch (record.apply(erased).toCompletableFuture().join()) {
            case YES -> new Erasing.Erased(erased, held);
            case NO -> {
                connection.rollback();
                yield new Erasing.Unrecorded();
            }
        };
    }

    private static boolean isKnown(Connection connection, DecisionId id) throws SQLException {
        return !new Sql()
                .add("SELECT true FROM decision WHERE decision_id = ?", id.value())
                .list(connection, row -> row.getBoolean(1))
                .isEmpty();
    }

    private static Optional<HoldId> hold(Connection connection, DecisionId id) throws SQLException {
        return new Sql()
                        .add(
                                """
                                SELECT h.id FROM standing_hold h JOIN decision c
                                """)
                        .add(
                                "ON " + HOLDS + " WHERE c.decision_id = ? ORDER BY h.at LIMIT 1",
                                id.value())
                        .list(connection, row -> new HoldId(row.getString(1)))
                        .stream()
                        .findFirst();
    }

    private static long held(Connection connection, String subject) throws SQLException {
        return new Sql()
                .add("SELECT count(*) FROM content c WHERE c.subject = ?", subject)
                .add("AND EXISTS (SELECT FROM standing_hold h WHERE " + HOLDS + ")")
                .list(connection, row -> row.getLong(1))
                .getFirst();
    }

    /// Deletes the content, and the digest by which a repeated request is known: it covers the
    /// texts without a salt.
    private static List<DecisionId> delete(Connection connection, Erasure.Target target, int most)
            throws SQLException {
        Sql places =
                switch (target) {
                    case Erasure.OfDecision(DecisionId id) ->
                            new Sql()
                                    .add(
                                            """
                                            SELECT d.origin, d.log_index, d.at, d.decision_id
                                            FROM decision d WHERE d.decision_id = ? LIMIT ?
                                            """,
                                            id.value(),
                                            most);
                    case Erasure.OfSubject(String subject) ->
                            new Sql()
                                    .add(
                                            """
                                            SELECT d.origin, d.log_index, d.at, d.decision_id
                                            FROM content c
                                            JOIN decision d USING (origin, log_index, at)
                                            WHERE c.subject = ? AND NOT EXISTS (
                                                SELECT FROM standing_hold h WHERE
                                            """
                                                    + HOLDS
                                                    + ") ORDER BY d.at LIMIT ?",
                                            subject,
                                            most);
                };
        return new Sql()
                .add("WITH place AS MATERIALIZED (")
                .add(places)
                .add(
                        """
                        ), forgotten AS (
                            DELETE FROM request USING place
                            WHERE request.decision_id = place.decision_id
                        )
                        DELETE FROM content c USING place p
                        WHERE (c.origin, c.log_index, c.at) = (p.origin, p.log_index, p.at)
                        RETURNING p.decision_id
                        """)
                .list(connection, row -> new DecisionId(row.getString(1)));
    }
}
