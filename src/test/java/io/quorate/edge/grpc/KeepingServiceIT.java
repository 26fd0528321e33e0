package io.quorate.edge.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.quorate.auditor.Verify;
import io.quorate.core.protocol.DecisionId;
import io.quorate.drill.TestIds;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import io.quorate.edge.wire.v1.EraseContentRequest;
import io.quorate.edge.wire.v1.GetReceiptRequest;
import io.quorate.edge.wire.v1.GetRetentionRequest;
import io.quorate.edge.wire.v1.GetRetentionResponse;
import io.quorate.edge.wire.v1.Hold;
import io.quorate.edge.wire.v1.KeepingServiceGrpc;
import io.quorate.edge.wire.v1.KeepingServiceGrpc.KeepingServiceBlockingStub;
import io.quorate.edge.wire.v1.LiftHoldRequest;
import io.quorate.edge.wire.v1.ListHoldsRequest;
import io.quorate.edge.wire.v1.PlaceHoldRequest;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.Limits;
import io.quorate.engine.Receipts;
import io.quorate.engine.keeping.Erasures;
import io.quorate.engine.keeping.Holds;
import io.quorate.engine.keeping.Retention;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.checkpoint.CheckpointSigner;
import io.quorate.host.store.checkpoint.KeyReading;
import io.quorate.host.store.checkpoint.LogKeys;
import io.quorate.host.store.checkpoint.PostgresSignedLogs;
import io.quorate.host.store.trail.PostgresArchive;
import io.quorate.host.store.trail.PostgresRetention;
import io.quorate.host.store.trail.TrailLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds, retention and receipts over gRPC, on a real connection and a real log.
class KeepingServiceIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration RETRY = Duration.ofMillis(100);

    @TempDir static Path folder;
    private static Database database;
    private static PostgresLedger ledger;
    private static LogKeys keys;
    private static PostgresRetention store;
    private static PostgresArchive archive;
    private static Server server;
    private static ManagedChannel channel;
    private static AuditServiceBlockingStub audit;
    private static KeepingServiceBlockingStub keeping;

    @BeforeAll
    static void start() throws Exception {
        database = TestPostgres.database();
        ledger = Ledgers.open(database.application(), "kept");
        keys =
                ((KeyReading.Ready)
                                LogKeys.open(LogKeys.in(folder, ledger.origin()), ledger.origin()))
                        .keys();
        store =
                new PostgresRetention(
                        database.application(), TrailLimits.KEEPING, TrailLimits.REMOVING);
        archive = new PostgresArchive(database.application(), TrailLimits.KEEPING);
        Ids ids = TestIds.RANDOM;
        Holds holds = new Holds(store, ledger, Ledgers.CLOCK, ids, _ -> {}, RETRY);
        Retention retention = new Retention(store, ledger, Ledgers.CLOCK, ids, _ -> {}, RETRY);
        Erasures erasures = new Erasures(archive, ledger, Ledgers.CLOCK, ids, _ -> {}, RETRY);
        PostgresSignedLogs logs =
                new PostgresSignedLogs(database.application(), Duration.ofSeconds(10));
        Receipts receipts = new Receipts(logs, ledger, _ -> {}, Limits.DEFAULT);
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(new AuditService(null, null, receipts, erasures, null, _ -> {}))
                        .addService(new KeepingService(holds, retention, _ -> {}))
                        .build()
                        .start();
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .build();
        audit = AuditServiceGrpc.newBlockingStub(channel);
        keeping = KeepingServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        store.close();
        archive.close();
        ledger.close();
    }

    @Test
    void aReceiptIsToBeAskedForAgainUntilACheckpointCoversIt() throws Exception {
        DecisionId id = decide();
        GetReceiptRequest request =
                GetReceiptRequest.newBuilder().setDecisionId(id.value()).build();
        StatusRuntimeException early =
                assertThrows(StatusRuntimeException.class, () -> audit.getReceipt(request));
        assertEquals("NOT_YET_SIGNED", reason(early));
        RetryInfo hint =
                StatusProto.fromThrowable(early).getDetailsList().get(1).unpack(RetryInfo.class);
        assertTrue(hint.hasRetryDelay(), hint::toString);

        try (CheckpointSigner _ =
                CheckpointSigner.start(
                        database.application(), ledger, keys, List.of(), Ledgers.CLOCK)) {
            String receipt = await(request);
            Path file = folder.resolve("a.tlog-proof");
            Files.writeString(file, receipt);
            assertEquals(0, verify(file));
            audit.eraseContent(
                    EraseContentRequest.newBuilder()
                            .setDecisionId(id.value())
                            .setOperator("dpo")
                            .setReason("asked for it")
                            .build());
            assertEquals(0, verify(file), "what was erased is still proven");
            Files.writeString(file, await(request));
            assertEquals(0, verify(file), "and so is a receipt that is got later");
        }
    }

    @Test
    void aHoldIsPlacedListedAndLifted() {
        DecisionId id = decide();
        Hold hold =
                keeping.placeHold(
                                PlaceHoldRequest.newBuilder()
                                        .setHoldId("case-1")
                                        .setDecisionId(id.value())
                                        .setOperator("counsel")
                                        .setReason("a claim is expected")
                                        .build())
                        .getHold();
        assertEquals(id.value(), hold.getDecisionId());
        assertTrue(held().contains(hold));

        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                audit.eraseContent(
                                        EraseContentRequest.newBuilder()
                                                .setDecisionId(id.value())
                                                .setOperator("dpo")
                                                .setReason("asked for it")
                                                .build()));
        assertEquals("DECISION_HELD", reason(refused));
        LiftHoldRequest lifting =
                LiftHoldRequest.newBuilder()
                        .setHoldId("case-1")
                        .setOperator("counsel")
                        .setReason("closed")
                        .build();
        assertEquals("case-1", keeping.liftHold(lifting).getHoldId());
        assertTrue(held().stream().noneMatch(other -> other.getHoldId().equals("case-1")));
        assertEquals(
                "UNKNOWN_HOLD",
                reason(
                        assertThrows(
                                StatusRuntimeException.class, () -> keeping.liftHold(lifting))));
    }

    @Test
    void anOrderThatCannotBeUnderstoodIsRefusedWithEveryViolation() {
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                keeping.placeHold(
                                        PlaceHoldRequest.newBuilder()
                                                .setTo(Timestamp.newBuilder().setSeconds(5))
                                                .build()));
        assertEquals("INVALID_FIELD", reason(refused));
        assertTrue(refused.getMessage().contains("3 more in the details"), refused::getMessage);
    }

    @Test
    void theRetentionIsTold() {
        GetRetentionResponse kept = keeping.getRetention(GetRetentionRequest.getDefaultInstance());
        assertEquals(Duration.ofDays(184).toSeconds(), kept.getKeepFor().getSeconds());
        assertEquals("kept", kept.getLogs(0).getOrigin());
        assertEquals(0, kept.getLogs(0).getMinimumIndex());
    }

    private static List<Hold> held() {
        return keeping.listHolds(ListHoldsRequest.getDefaultInstance()).getHoldsList();
    }

    private static DecisionId decide() {
        long sequence = ((Taking.Taken) ledger.takeSequence()).sequence();
        var entry =
                new Entries(ledger.origin(), RANDOM)
                        .of(sequence, new Call(UUID.randomUUID().toString()));
        ledger.append(entry).toCompletableFuture().join();
        return entry.record().id();
    }

    private static String await(GetReceiptRequest request) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try {
                return audit.getReceipt(request).getReceipt();
            } catch (StatusRuntimeException e) {
                assertEquals("NOT_YET_SIGNED", reason(e));
                Thread.sleep(50);
            }
        }
        throw new AssertionError("no checkpoint");
    }

    private static int verify(Path receipt) {
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Verify.run(
                List.of(receipt.toString(), "--key", keys.current().text()), nowhere, nowhere);
    }

    private static String reason(StatusRuntimeException refused) {
        try {
            return StatusProto.fromThrowable(refused)
                    .getDetails(0)
                    .unpack(ErrorInfo.class)
                    .getReason();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
