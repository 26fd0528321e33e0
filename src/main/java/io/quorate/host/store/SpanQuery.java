package io.quorate.host.store;

import io.quorate.core.protocol.PoolId;
import io.quorate.engine.policy.RecordedDecisions.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What keeps an `entry`, of one table or another, within a span.
final class SpanQuery {
    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private SpanQuery(Span span) {
        add(" AND entry.at >= ?", span.from().map(Timestamp::from));
        add(" AND entry.at < ?", span.until().map(Timestamp::from));
    }

    /// Of what belongs to decisions.
    static SpanQuery ofDecisions(Span span) {
        SpanQuery query = new SpanQuery(span);
        query.add(
                " AND EXISTS (SELECT FROM decision d WHERE (d.origin, d.log_index, d.at) ="
                        + " (entry.origin, entry.log_index, entry.at) AND d.service = ?)",
                span.service());
        query.add(
                " AND EXISTS (SELECT FROM pool_outcome p WHERE (p.origin, p.log_index, p.at) ="
                        + " (entry.origin, entry.log_index, entry.at) AND p.pool = ?)",
                span.pool().map(PoolId::value));
        return query;
    }

    /// Of what belongs to pools, whoever asked.
    static SpanQuery ofPools(Span span) {
        SpanQuery query = new SpanQuery(span);
        query.add(" AND entry.pool = ?", span.pool().map(PoolId::value));
        return query;
    }

    private void add(String condition, Optional<?> parameter) {
        if (parameter.isPresent()) {
            conditions.append(condition);
            parameters.add(parameter.get());
        }
    }

    /// @param head up to and with a condition
    PreparedStatement prepare(Connection connection, String head, String tail) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(head + conditions + tail);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }
}
