package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Verdict;
import io.quorate.edge.wire.v1.DecisionFilter;
import io.quorate.edge.wire.v1.EraseContentRequest;
import io.quorate.edge.wire.v1.ExplainRequest;
import io.quorate.edge.wire.v1.ExportBundleRequest;
import io.quorate.edge.wire.v1.ExportDecisionsRequest;
import io.quorate.edge.wire.v1.ExportIncidentRequest;
import io.quorate.edge.wire.v1.ListDecisionsRequest;
import io.quorate.edge.wire.v1.ListRecordsRequest;
import io.quorate.edge.wire.v1.MakeDeployersReportRequest;
import io.quorate.edge.wire.v1.RowOrder;
import io.quorate.edge.wire.v1.TimeRange;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.bundle.ListingOrder;
import io.quorate.engine.draft.DraftReader;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.ErasureReader;
import io.quorate.engine.draft.ExportReader;
import io.quorate.engine.draft.Field;
import io.quorate.engine.draft.QueryDraft;
import io.quorate.engine.draft.QueryReader;
import io.quorate.engine.keeping.Erasure;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.RecordQuery;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads questions and orders to the log: copies each message field by field and has the engine
/// check the whole.
public final class TrailReader {
    private static final QueryDraft.Names DECISIONS =
            new QueryDraft.Names("filter.range.", "filter.");
    private static final QueryDraft.Names RECORDS = new QueryDraft.Names("range.", "");
    private static final int DIGEST_BYTES = 32;

    private TrailReader() {}

    public static Reading<Asked<DecisionQuery>> read(ListDecisionsRequest request) {
        return QueryReader.decisions(
                draft(
                        request.getFilter(),
                        request.getOrder(),
                        request.getPageSize(),
                        request.getCursor()));
    }

    public static Reading<ListingOrder> read(ExportDecisionsRequest request) {
        return ExportReader.listing(
                draft(request.getFilter(), request.getOrder(), 0, ""),
                request.getOperator(),
                request.getReason());
    }

    public static Reading<BundleOrder> read(ExportBundleRequest request) {
        return ExportReader.bundle(
                draft(request.getFilter(), RowOrder.ROW_ORDER_UNSPECIFIED, 0, ""),
                request.getOrigin(),
                request.getOperator(),
                request.getReason());
    }

    public static Reading<BundleOrder> read(ExportIncidentRequest request) {
        return ExportReader.incident(
                request.getDecisionId(),
                RequestReader.moment(request.hasFrom(), request.getFrom()),
                RequestReader.moment(request.hasTo(), request.getTo()),
                request.getOperator(),
                request.getReason());
    }

    public static Reading<ListingOrder> read(MakeDeployersReportRequest request) {
        TimeRange range = request.getRange();
        return ExportReader.listing(
                new QueryDraft(
                        RECORDS,
                        RequestReader.moment(range.hasFrom(), range.getFrom()),
                        RequestReader.moment(range.hasTo(), range.getTo()),
                        new Field.Absent<>(),
                        QueryDraft.Filter.NONE,
                        List.of(),
                        0,
                        ""),
                request.getOperator(),
                request.getReason());
    }

    public static Reading<Asked<RecordQuery>> read(ListRecordsRequest request) {
        TimeRange range = request.getRange();
        return QueryReader.records(
                new QueryDraft(
                        RECORDS,
                        RequestReader.moment(range.hasFrom(), range.getFrom()),
                        RequestReader.moment(range.hasTo(), range.getTo()),
                        order(request.getOrder()),
                        QueryDraft.Filter.NONE,
                        request.getKindsList(),
                        request.getPageSize(),
                        request.getCursor()));
    }

    public static Reading<DecisionId> read(ExplainRequest request) {
        return DraftReader.decisionId("decision_id", request.getDecisionId());
    }

    public static Reading<Erasure> read(EraseContentRequest request) {
        return ErasureReader.read(
                request.hasDecisionId() ? Optional.of(request.getDecisionId()) : Optional.empty(),
                request.hasSubject() ? Optional.of(request.getSubject()) : Optional.empty(),
                request.getOperator(),
                request.getReason());
    }

    private static QueryDraft draft(
            DecisionFilter filter, RowOrder order, int pageSize, String cursor) {
        TimeRange range = filter.getRange();
        return new QueryDraft(
                DECISIONS,
                RequestReader.moment(range.hasFrom(), range.getFrom()),
                RequestReader.moment(range.hasTo(), range.getTo()),
                order(order),
                new QueryDraft.Filter(
                        filter.getService(),
                        filter.getPool(),
                        filter.getAgent(),
                        named(
                                filter.getVerdictValue(),
                                Verdict.values(),
                                verdict -> Words.write(verdict).getNumber()),
                        filter.hasPolicyDigest()
                                ? digest(filter.getPolicyDigest())
                                : new Field.Absent<>(),
                        filter.getSubject(),
                        named(
                                filter.getFaultKindValue(),
                                FaultKind.values(),
                                kind -> Words.write(kind).getNumber())),
                List.of(),
                pageSize,
                cursor);
    }

    private static Field<Order> order(RowOrder order) {
        return switch (order) {
            case ROW_ORDER_UNSPECIFIED -> new Field.Absent<>();
            case ROW_ORDER_OLDEST_FIRST -> new Field.Present<>(Order.OLDEST_FIRST);
            case ROW_ORDER_NEWEST_FIRST -> new Field.Present<>(Order.NEWEST_FIRST);
            case UNRECOGNIZED -> new Field.Unreadable<>("is not a value of the contract");
        };
    }

    /// The word that is written as this number; 0 stands for none.
    private static <E> Field<E> named(int number, E[] words, Function<E, Integer> written) {
        if (number == 0) {
            return new Field.Absent<>();
        }
        return Arrays.stream(words)
                .filter(word -> written.apply(word) == number)
                .findFirst()
                .<Field<E>>map(Field.Present::new)
                .orElseGet(() -> new Field.Unreadable<>("has no value " + number));
    }

    private static Field<Digest> digest(ByteString bytes) {
        return bytes.size() == DIGEST_BYTES
                ? new Field.Present<>(new Digest(HexFormat.of().formatHex(bytes.toByteArray())))
                : new Field.Unreadable<>("has " + bytes.size() + " bytes; a digest has 32");
    }
}
