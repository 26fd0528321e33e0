package io.quorate.host.store.trail;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.AuditTrail;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.DecisionRow;
import io.quorate.engine.trail.Place;
import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.RecordRow;
import io.quorate.engine.trail.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/// The records of all logs in one PostgreSQL.
public final class PostgresTrail implements AuditTrail, AutoCloseable {
    private static final String ROW =
            """
            d.at, d.origin, d.log_index, o.name, d.decision_id, d.service, d.request_id,
            d.verdict, d.choice, d.reason, d.risk_tag, d.policy_digest, d.durability
            """;

    private static final String ROW_JOINS = "JOIN origin o ON o.id = d.origin";

    private static final String RECORD =
            "r.at, r.origin, r.log_index, o.name, r.kind, r.leaf, detail.body, r.leaf_hash";

    private static final String RECORD_JOINS =
            """
            JOIN record r USING (at, origin, log_index)
            LEFT JOIN detail USING (at, origin, log_index)
            JOIN origin o ON o.id = d.origin
            """;

    private final Desk desk;

    public PostgresTrail(DataSource source, TrailLimits limits) {
        desk = new Desk(source, limits);
    }

    @Override
    public CompletionStage<Answer<List<DecisionRow>>> decisions(DecisionQuery query, Slice slice) {
        Sql sql = DecisionSearch.of(query, slice, ROW, ROW_JOINS);
        return desk.read(connection -> sql.list(connection, PostgresTrail::row));
    }

    @Override
    public CompletionStage<Answer<List<RecordRow>>> decisionRecords(
            DecisionQuery query, Slice slice) {
        Sql sql = DecisionSearch.of(query, slice, RECORD, RECORD_JOINS);
        return desk.read(connection -> sql.list(connection, PostgresTrail::record));
    }

    @Override
    public CompletionStage<Answer<List<RecordRow>>> records(RecordQuery query, Slice slice) {
        Sql sql = RecordSearch.of(query, slice, RECORD);
        return desk.read(connection -> sql.list(connection, PostgresTrail::record));
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        desk.close();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(Sql.instant(row, 1), row.getInt(2), row.getLong(3));
    }

    private static DecisionRow row(ResultSet row) throws SQLException {
        return new DecisionRow(
                place(row),
                new Origin(row.getString(4)),
                new DecisionId(row.getString(5)),
                row.getString(6),
                new RequestId(row.getString(7)),
                new Outcome(
                        Verdict.valueOf(row.getString(8)),
                        Optional.ofNullable(row.getString(9)).map(Choice::new),
                        OutcomeReason.valueOf(row.getString(10))),
                Optional.ofNullable(row.getString(11)).map(RiskTag::valueOf),
                digest(row.getBytes(12)),
                Durability.valueOf(row.getString(13)));
    }

    private static RecordRow record(ResultSet row) throws SQLException {
        return new RecordRow(
                place(row),
                new Origin(row.getString(4)),
                row.getString(5),
                row.getBytes(6),
                Optional.ofNullable(row.getBytes(7)),
                digest(row.getBytes(8)));
    }

    private static Digest digest(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }
}
