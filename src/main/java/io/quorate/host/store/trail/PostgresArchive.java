package io.quorate.host.store.trail;

import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.keeping.Archive;
import io.quorate.engine.keeping.Erasure;
import io.quorate.engine.trail.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.sql.DataSource;

/// The content of all logs in one PostgreSQL.
///
/// A deletion waits, uncommitted, until it is recorded; the record goes through the log's own
/// connection.
public final class PostgresArchive implements Archive, AutoCloseable {
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
        List<DecisionId> erased = delete(connection, target, most);
        if (erased.isEmpty()) {
            return new Erasing.Erased(erased);
        }
        return switch (record.apply(erased).toCompletableFuture().join()) {
            case YES -> new Erasing.Erased(erased);
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
                                            WHERE c.subject = ? ORDER BY d.at LIMIT ?
                                            """,
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
