package io.quorate.host.store;

import io.quorate.core.planning.replay.Episode;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.policy.RecordedDecisions.Next;
import io.quorate.engine.policy.RecordedDecisions.Span;
import io.quorate.engine.policy.RecordedDecisions.Visitor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// Shows what is on record about agents: findings, missed votes, and seats that rules took.
final class Episodes {
    private static final int ROWS_PER_FETCH = 1_024;
    private static final String MISSED = "MISSED";
    private static final String REMOVED = "REMOVED";

    /// A vote that is missing counts as the watch over agents counts it: by any silence but that of
    /// a seat that nobody holds.
    private static final String ALL =
            """
            SELECT at, pool, agent, what FROM (
                SELECT at, pool, agent, kind AS what FROM incident
                UNION ALL
                SELECT at, pool, agent, '%s' FROM vote
                WHERE reception IN ('NO_VOTE', 'LATE', 'UNREACHABLE', 'FAILED', 'TIMED_OUT',
                    'SPARED', 'OVER_BUDGET')
                UNION ALL
                SELECT at, move ->> 'pool', move ->> 'agent_id', '%s'
                FROM (SELECT at, convert_from(leaf, 'UTF8')::json AS move
                    FROM record WHERE kind = 'standing') AS moves
                WHERE move ->> 'to' IN ('QUARANTINED', 'EXCLUDED')
                    AND move ->> 'cause' <> 'OPERATOR'
            ) AS entry WHERE true\
            """
                    .formatted(MISSED, REMOVED);

    private Episodes() {}

    static Next show(Connection connection, Span span, Visitor visitor) throws SQLException {
        try (PreparedStatement select =
                SpanQuery.ofPools(span).prepare(connection, ALL, " ORDER BY at, agent, what")) {
            select.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (visitor.see(episode(row)) == Next.ENOUGH) {
                        return Next.ENOUGH;
                    }
                }
            }
        }
        return Next.MORE;
    }

    private static Episode episode(ResultSet row) throws SQLException {
        Instant at = row.getTimestamp(1).toInstant();
        PoolId pool = new PoolId(row.getString(2));
        AgentId agent = new AgentId(row.getString(3));
        String what = row.getString(4);
        return switch (what) {
            case MISSED -> new Episode.Missed(pool, agent, at);
            case REMOVED -> new Episode.Removed(pool, agent, at);
            default -> new Episode.Found(pool, agent, at, FaultKind.valueOf(what));
        };
    }
}
