package io.quorate.drill;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.GetDecisionRequest;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.ValidationServiceGrpc.ValidationServiceBlockingStub;
import io.quorate.host.store.TestPostgres;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a caller got wrong is refused with its reason and remedy, and records nothing.
class RefusalIT {
    private static TestPostgres.Database database;
    private static Sidecar sidecar;
    private static ManagedChannel channel;
    private static ValidationServiceBlockingStub validation;
    private long recordsBefore;

    @BeforeAll
    static void start() {
        database = TestPostgres.database();
        sidecar = Sidecar.serving(database, Map.of());
        channel = sidecar.channel();
        validation = ValidationServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @BeforeEach
    void count() throws SQLException {
        recordsBefore = decisions();
    }

    @AfterEach
    void nothingWasRecorded() throws SQLException {
        assertEquals(recordsBefore, decisions());
    }

    @Test
    void anUnknownPoolIsNotFound() {
        assertRefused(
                Code.NOT_FOUND,
                "UNKNOWN_POOL",
                "pool",
                refusal(Requests.threeToOne().setPool("nowhere").build()));
    }

    @Test
    void anEmptyRequestIdIsAnInvalidField() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "INVALID_FIELD",
                "request_id",
                refusal(Requests.threeToOne().setRequestId("").build()));
    }

    @Test
    void aCallWithoutVotesIsAnInvalidField() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "INVALID_FIELD",
                "votes",
                refusal(Requests.withoutVotes().build()));
    }

    @Test
    void moreThanAThousandVotesAreAnInvalidField() {
        DecideRequest.Builder call = Requests.withoutVotes();
        for (int i = 0; i <= 1_000; i++) {
            call.addVotes(Requests.vote("agent-" + i, FixedChoice.FIXED_CHOICE_ACCEPT));
        }
        assertRefused(Code.INVALID_ARGUMENT, "INVALID_FIELD", "votes", refusal(call.build()));
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedBeforeItIsRead() {
        StatusRuntimeException refusal = refusal(beyondTheLimit());
        assertEquals(Code.RESOURCE_EXHAUSTED, refusal.getStatus().getCode());
        assertTrue(refusal.getMessage().contains("4194304"), refusal.getMessage());
    }

    @Test
    void aMessageThatUnpacksBeyondTheLimitIsTooLarge() {
        DecideRequest call = beyondTheLimit();
        assertRefused(
                Code.RESOURCE_EXHAUSTED,
                "MESSAGE_TOO_LARGE",
                "",
                assertThrows(
                        StatusRuntimeException.class,
                        () -> validation.withCompression("gzip").decide(call)));
    }

    private static DecideRequest beyondTheLimit() {
        DecideRequest.Builder call = Requests.threeToOne();
        call.getSubmissionBuilder().setAnswer("a".repeat(5 * 1024 * 1024));
        return call.build();
    }

    @Test
    void bytesThatAreNotProtobufAreUnreadable() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "UNREADABLE",
                "",
                assertThrows(
                        StatusRuntimeException.class,
                        () -> send("\377\377\377".getBytes(ISO_8859_1))));
    }

    @Test
    void textThatIsNotUnicodeIsUnreadable() {
        byte[] requestIdOfABrokenByte = {0x0a, 0x01, (byte) 0xc3};
        assertRefused(
                Code.INVALID_ARGUMENT,
                "UNREADABLE",
                "",
                assertThrows(StatusRuntimeException.class, () -> send(requestIdOfABrokenByte)));
    }

    @Test
    void anUnknownDecisionIsNotFound() {
        assertRefused(
                Code.NOT_FOUND,
                "UNKNOWN_DECISION",
                "decision_id",
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                AuditServiceGrpc.newBlockingStub(channel)
                                        .getDecision(
                                                GetDecisionRequest.newBuilder()
                                                        .setDecisionId("never-made")
                                                        .build())));
    }

    @Test
    void anOrdinaryBuildServesNothingThatIsForMeasuring() {
        for (String method : List.of("Keep", "Answer", "DecideAnew")) {
            MethodDescriptor<DecideRequest, DecideResponse> unserved =
                    ValidationServiceGrpc.getDecideMethod().toBuilder()
                            .setFullMethodName("quorate.bench.Yardstick/" + method)
                            .build();
            StatusRuntimeException refusal =
                    assertThrows(
                            StatusRuntimeException.class,
                            () ->
                                    ClientCalls.blockingUnaryCall(
                                            channel,
                                            unserved,
                                            CallOptions.DEFAULT,
                                            Requests.threeToOne().build()));
            assertEquals(Code.UNIMPLEMENTED, refusal.getStatus().getCode());
        }
    }

    @Test
    void restTellsTheSameReasons() {
        given().baseUri(sidecar.url())
                .contentType(ContentType.JSON)
                .body("{\"request_id\": \"\"}")
                .post("/v1/decisions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("reason", equalTo("INVALID_FIELD"));
        given().baseUri(sidecar.url())
                .contentType(ContentType.JSON)
                .body("{")
                .post("/v1/decisions")
                .then()
                .statusCode(400)
                .body("reason", equalTo("UNREADABLE"));
        given().baseUri(sidecar.url())
                .get("/v1/decisions/never-made")
                .then()
                .statusCode(404)
                .body("reason", equalTo("UNKNOWN_DECISION"));
    }

    @Test
    void aCharacterInALongerFormThanItsOwnIsUnreadable() {
        String body = "{\"request_id\": \"P\300\257is\"}";
        given().baseUri(sidecar.url())
                .contentType("application/json")
                .body(body.getBytes(ISO_8859_1))
                .post("/v1/decisions")
                .then()
                .statusCode(400)
                .body("reason", equalTo("UNREADABLE"));
    }

    @Test
    void withoutPostgresNoVerdictLeavesUntilItIsBack() throws Exception {
        DecideRequest call = Requests.threeToOne().build();
        letIn("false");
        StatusRuntimeException away;
        try {
            away = refusal(call);
        } finally {
            letIn("true");
        }
        assertRefused(Code.UNAVAILABLE, "AUDIT_UNAVAILABLE", "", away);
        assertFalse(details(away, RetryInfo.class).isEmpty());
        awaitDecision(call);
        recordsBefore++;
    }

    /// Other content under an id that was used; the first call is the only one on record.
    @Test
    void anIdThatWasUsedForOtherContentAlreadyExists() {
        DecideRequest.Builder call = Requests.threeToOne();
        validation.decide(call.build());
        recordsBefore++;
        call.getSubmissionBuilder().setAnswer("Lyon.");
        assertRefused(Code.ALREADY_EXISTS, "REQUEST_ID_REUSED", "", refusal(call.build()));
    }

    private static void awaitDecision(DecideRequest call) throws InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try {
                validation.decide(call);
                return;
            } catch (StatusRuntimeException away) {
                if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(30)) {
                    throw away;
                }
                Thread.sleep(50);
            }
        }
    }

    /// Whether the database takes connections; those that there are end.
    private static void letIn(String whom) throws SQLException {
        String name = database.url().replaceAll(".*/([^?/]*)\\?.*", "$1");
        try (Connection connection = TestPostgres.database().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + whom);
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                            + name
                            + "'");
        }
    }

    private static StatusRuntimeException refusal(DecideRequest call) {
        return assertThrows(StatusRuntimeException.class, () -> validation.decide(call));
    }

    private static void assertRefused(
            Code code, String reason, String field, StatusRuntimeException refusal) {
        assertEquals(code, refusal.getStatus().getCode(), refusal.getMessage());
        List<ErrorInfo> infos = details(refusal, ErrorInfo.class);
        assertEquals(List.of(reason), infos.stream().map(ErrorInfo::getReason).toList());
        List<String> fields =
                details(refusal, BadRequest.class).stream()
                        .flatMap(bad -> bad.getFieldViolationsList().stream())
                        .map(BadRequest.FieldViolation::getField)
                        .toList();
        assertEquals(field.isEmpty() ? List.of() : List.of(field), fields);
    }

    private static <T extends com.google.protobuf.Message> List<T> details(
            StatusRuntimeException refusal, Class<T> type) {
        Status status = StatusProto.fromThrowable(refusal);
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> unpacked(detail, type))
                .toList();
    }

    private static <T extends com.google.protobuf.Message> T unpacked(Any detail, Class<T> type) {
        try {
            return detail.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends bytes that no client library would.
    private static byte[] send(byte[] message) {
        MethodDescriptor<byte[], byte[]> raw =
                MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(
                                ValidationServiceGrpc.getDecideMethod().getFullMethodName())
                        .build();
        return ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, message);
    }

    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long decisions() throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM decision")) {
            row.next();
            return row.getLong(1);
        }
    }
}
