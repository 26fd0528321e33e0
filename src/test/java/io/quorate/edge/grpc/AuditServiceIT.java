package io.quorate.edge.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.quorate.core.protocol.Origin;
import io.quorate.drill.TestIds;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import io.quorate.edge.wire.v1.DecisionFilter;
import io.quorate.edge.wire.v1.DecisionSummary;
import io.quorate.edge.wire.v1.ExplainRequest;
import io.quorate.edge.wire.v1.ExplainResponse;
import io.quorate.edge.wire.v1.ExportDecisionsRequest;
import io.quorate.edge.wire.v1.ExportDecisionsResponse;
import io.quorate.edge.wire.v1.ListDecisionsRequest;
import io.quorate.edge.wire.v1.ListDecisionsResponse;
import io.quorate.edge.wire.v1.ListRecordsRequest;
import io.quorate.edge.wire.v1.RowOrder;
import io.quorate.edge.wire.v1.TimeRange;
import io.quorate.edge.wire.v1.Verdict;
import io.quorate.engine.Decisions;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Limits;
import io.quorate.engine.Notice;
import io.quorate.engine.Recorder;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.Inquiries;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.GeneratedLog;
import io.quorate.host.store.trail.PostgresTrail;
import io.quorate.host.store.trail.TrailLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The log's answers over gRPC, on a real connection.
class AuditServiceIT {
    private static final int COUNT = 1_500;
    private static final GeneratedLog LOG = new GeneratedLog(COUNT, 2);

    private static PostgresTrail trail;
    private static InMemoryLedger ledger;
    private static Server server;
    private static ManagedChannel channel;
    private static AuditServiceBlockingStub audit;
    private static Entry entry;

    @BeforeAll
    static void start() throws Exception {
        Database database = TestPostgres.database();
        LOG.insert(database.owner());
        trail = new PostgresTrail(database.application(), TrailLimits.DEFAULT);
        ledger = new InMemoryLedger(new Origin("a"));
        entry = new Entries(ledger.origin(), new SecureRandom()).of(1, new Call("a"));
        ledger.append(entry).toCompletableFuture().join();
        Recorder recorder = new Recorder(ledger, null, null, _ -> {}, Limits.DEFAULT, null);
        Decisions decisions = new Decisions(null, null, recorder, null);
        Inquiries inquiries = new Inquiries(trail, _ -> {}, Duration.ofSeconds(1));
        Exports exports =
                new Exports(
                        new Orders(
                                ledger,
                                Ledgers.CLOCK,
                                TestIds.RANDOM,
                                _ -> {},
                                Duration.ofSeconds(1)));
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(
                                new AuditService(
                                        decisions, inquiries, null, null, exports, _ -> {}))
                        .build()
                        .start();
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .build();
        audit = AuditServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        trail.close();
    }

    @Test
    void pagesFollowEachOtherByCursor() {
        ListDecisionsRequest.Builder request =
                ListDecisionsRequest.newBuilder()
                        .setFilter(all().setVerdict(Verdict.VERDICT_NO_CONSENSUS))
                        .setOrder(RowOrder.ROW_ORDER_NEWEST_FIRST)
                        .setPageSize(4);
        List<DecisionSummary> rows = new ArrayList<>();
        ListDecisionsResponse page;
        do {
            page = audit.listDecisions(request.build());
            rows.addAll(page.getDecisionsList());
            request.setCursor(page.getNextCursor());
        } while (!page.getNextCursor().isEmpty());
        assertEquals(15, rows.size());
        assertEquals("d-1455", rows.getFirst().getDecisionId());
        assertFalse(rows.getFirst().getOutcome().hasChoice());
    }

    @Test
    void anExportStreamsEveryRecord() {
        Iterator<ExportDecisionsResponse> records =
                audit.exportDecisions(
                        ExportDecisionsRequest.newBuilder()
                                .setFilter(all())
                                .setOperator("auditor")
                                .setReason("a yearly audit")
                                .build());
        HashSet<String> found = new HashSet<>();
        records.forEachRemaining(r -> found.add(r.getRecord().getRecord().toStringUtf8()));
        Notice export = ledger.notices().getLast();
        assertEquals("export", export.kind());
        String leaf = new String(export.leaf(), StandardCharsets.UTF_8);
        assertTrue(leaf.contains("\"form\":\"DECISIONS\""), leaf);
        assertTrue(leaf.contains("\"operator\":\"auditor\""), leaf);
        assertEquals(COUNT, found.size());
        assertTrue(found.contains("{\"decision_id\":\"d-77\"}"));
    }

    @Test
    void anExportIsRefusedLikeAnyCall() {
        int exports = ledger.notices().size();
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                audit.exportDecisions(ExportDecisionsRequest.getDefaultInstance())
                                        .hasNext());
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
        assertTrue(refused.getMessage().contains("operator"), refused::getMessage);
        assertTrue(refused.getMessage().contains("2 more"), "the end in time, and the reason");
        assertEquals(exports, ledger.notices().size());
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() {
        String cursor =
                audit.listDecisions(
                                ListDecisionsRequest.newBuilder()
                                        .setFilter(all())
                                        .setPageSize(3)
                                        .build())
                        .getNextCursor();
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                audit.listRecords(
                                        ListRecordsRequest.newBuilder()
                                                .setRange(all().getRange())
                                                .setCursor(cursor)
                                                .build()));
        assertTrue(refused.getMessage().contains("another query"), refused::getMessage);
    }

    @Test
    void aDecisionIsExplained() {
        ExplainResponse explained =
                audit.explain(
                        ExplainRequest.newBuilder()
                                .setDecisionId(entry.record().id().value())
                                .build());
        assertEquals(7, explained.getPools(0).getVotersCount());
        assertTrue(explained.getText().contains("agent-3 (14.3 % of the weight, domain vendor-3)"));
        assertTrue(explained.getPools(0).getVoters(2).getReasoning().startsWith("The cited"));
    }

    private static DecisionFilter.Builder all() {
        return DecisionFilter.newBuilder()
                .setRange(
                        TimeRange.newBuilder()
                                .setTo(
                                        Timestamp.newBuilder()
                                                .setSeconds(LOG.at(COUNT).getEpochSecond() + 9)));
    }
}
