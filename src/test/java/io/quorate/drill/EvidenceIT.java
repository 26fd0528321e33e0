package io.quorate.drill;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.DecisionFilter;
import io.quorate.edge.wire.v1.ExportBundleRequest;
import io.quorate.edge.wire.v1.ExportBundleResponse;
import io.quorate.edge.wire.v1.ExportDecisionsRequest;
import io.quorate.edge.wire.v1.ExportIncidentRequest;
import io.quorate.edge.wire.v1.ExportIncidentResponse;
import io.quorate.edge.wire.v1.ExportServiceGrpc;
import io.quorate.edge.wire.v1.ExportServiceGrpc.ExportServiceBlockingStub;
import io.quorate.edge.wire.v1.MakeDeployersReportRequest;
import io.quorate.edge.wire.v1.TimeRange;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.host.store.TestPostgres;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What a packaged sidecar hands out over REST, gRPC and the command line: bundles, incident packs,
/// reports, lists; and that each handing out is on record.
class EvidenceIT {
    private static final String TO = AuditCalls.TO;
    private static final String WHY = "\"operator\": \"auditor\", \"reason\": \"a yearly audit\"";

    @TempDir static Path folder;
    private static Sidecar sidecar;
    private static AuditCalls audit;
    private static ManagedChannel channel;
    private static ExportServiceBlockingStub exports;
    private static String decision;
    private static String key;

    @BeforeAll
    static void start() {
        sidecar = Sidecar.serving(TestPostgres.database(), Map.of());
        audit = new AuditCalls(sidecar.url());
        channel = sidecar.channel();
        exports = ExportServiceGrpc.newBlockingStub(channel);
        decision =
                ValidationServiceGrpc.newBlockingStub(channel)
                        .decide(Requests.threeToOne().build())
                        .getDecision()
                        .getDecisionId();
        key = audit.rest().get("/log/key").then().statusCode(200).extract().asString().strip();
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @Test
    void aBundleIsTheSameOverRestAndGrpcAndTheCommandLine() throws Exception {
        Response bundle = audit.post("/v1/audit/bundles", "{\"to\": \"" + TO + "\", " + WHY + "}");
        bundle.then().statusCode(200).contentType("application/zip");
        check(saved("rest.zip", bundle.asByteArray())).accepts();

        byte[] streamed =
                archive(
                        exports.exportBundle(bundleRequest().build()),
                        ExportBundleResponse::getChunk);
        check(saved("grpc.zip", streamed)).accepts();

        Path file = folder.resolve("cli.zip");
        List<String> order = List.of("--operator", "auditor", "--reason", "a yearly audit");
        assertEquals(0, run(file, "export", "--to", TO, order));
        check(file).accepts();
        assertEquals(0, run(file, "incident", "--decision_id", decision, order));
        check(file).accepts();
        assertEquals(0, run(file, "report", "--to", TO, order));
        assertTrue(Files.readString(file).startsWith("# Deployer's report"));
        assertEquals(2, run(file, "export", "--to", "tomorrow", order));
    }

    @Test
    void anIncidentPackHasAPageForPeopleAndIsChecked() throws Exception {
        String incident = "{\"decision_id\": \"" + decision + "\", " + WHY + "}";
        awaitReceipt();
        Response pack = audit.post("/v1/audit/incident-packs", incident);
        pack.then().statusCode(200).contentType("application/zip");
        check(saved("incident.zip", pack.asByteArray())).accepts();
        byte[] span =
                archive(
                        exports.exportIncident(
                                ExportIncidentRequest.newBuilder()
                                        .setFrom(Timestamp.newBuilder().setSeconds(1))
                                        .setTo(end())
                                        .setOperator("auditor")
                                        .setReason("a yearly audit")
                                        .build()),
                        ExportIncidentResponse::getChunk);
        check(saved("span.zip", span)).accepts();
        audit.post("/v1/audit/incident-packs", "{\"to\": \"" + TO + "\", " + WHY + "}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("from"));
        audit.post("/v1/audit/incident-packs", "{\"decision_id\": \"nobody\", " + WHY + "}")
                .then()
                .statusCode(404)
                .body("reason", equalTo("UNKNOWN_DECISION"));
    }

    @Test
    void theDeployersReportCountsUseAndOversight() {
        audit.post("/v1/audit/deployers-report", "{\"to\": \"" + TO + "\", " + WHY + "}")
                .then()
                .statusCode(200)
                .body(containsString("| drill | "))
                .body(containsString("## Human oversight"));
        String text =
                exports.makeDeployersReport(
                                MakeDeployersReportRequest.newBuilder()
                                        .setRange(TimeRange.newBuilder().setTo(end()))
                                        .setOperator("auditor")
                                        .setReason("a yearly audit")
                                        .build())
                        .getText();
        assertTrue(text.contains("COMMITTED"), text);
    }

    @Test
    void eachHandingOutIsARecordOfItsForm() {
        audit.rest()
                .queryParam("to", TO)
                .queryParam("format", "csv")
                .queryParam("operator", "auditor")
                .queryParam("reason", "a yearly audit")
                .get("/v1/audit/decisions")
                .then()
                .statusCode(200)
                .body(containsString(decision));
        audit.rest()
                .queryParam("to", TO)
                .queryParam("operator", "auditor")
                .queryParam("reason", "a yearly audit")
                .get("/v1/audit/labelled-decisions")
                .then()
                .statusCode(200);
        List<Object> exported = new ArrayList<>();
        AuditServiceGrpc.newBlockingStub(channel)
                .exportDecisions(
                        ExportDecisionsRequest.newBuilder()
                                .setFilter(bundleRequest().getFilter())
                                .setOperator("auditor")
                                .setReason("a yearly audit")
                                .build())
                .forEachRemaining(exported::add);
        assertFalse(exported.isEmpty());
        audit.records("export")
                .then()
                .body("records.record.form", hasItems("DECISIONS", "LABELLED_DECISIONS"))
                .body("records.record.operator", hasItem("auditor"));
    }

    @Test
    void whatCannotBeHandedOutIsRefusedWithItsReason() {
        audit.post(
                        "/v1/audit/bundles",
                        "{\"to\": \"" + TO + "\", \"origin\": \"nobody\", " + WHY + "}")
                .then()
                .statusCode(404)
                .body("reason", equalTo("UNKNOWN_ORIGIN"));
        audit.post("/v1/audit/bundles", "{" + WHY + "}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("to"));
        assertEquals(
                "UNKNOWN_ORIGIN",
                reason(() ->
                        exports.exportBundle(bundleRequest().setOrigin("nobody").build())
                                .hasNext()));
        assertEquals(
                "INVALID_FIELD",
                reason(() ->
                        exports.exportBundle(bundleRequest().clearReason().build()).hasNext()));
        audit.rest().get("/logs/nobody/checkpoint").then().statusCode(404);
    }

    @Test
    void aPageOfAnotherQueryAndASpanWithoutAnEndAreRefused() {
        sidecarDecides(2);
        String cursor =
                audit.rest()
                        .queryParam("to", TO)
                        .queryParam("page_size", 1)
                        .get("/v1/audit/decisions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("next_cursor");
        audit.rest()
                .queryParam("to", TO)
                .queryParam("agent", "alice")
                .queryParam("cursor", cursor)
                .get("/v1/audit/decisions")
                .then()
                .statusCode(400)
                .body(
                        "violations.description",
                        hasItem("was given for another query; begin without one"));
        audit.rest()
                .get("/v1/audit/indicators")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("to"));
    }

    @Test
    void theCommandTellsACorruptBundleAndAnotherKey() throws Exception {
        Path file = folder.resolve("checked.zip");
        byte[] bundle =
                audit.post("/v1/audit/bundles", "{\"to\": \"" + TO + "\", " + WHY + "}")
                        .asByteArray();
        Files.write(file, bundle);
        Path said = folder.resolve("said.txt");
        assertEquals(0, verify(file, key, said));
        assertEquals(1, verify(file, LogFolder.key("drill").verifier().text(), said));
        assertTrue(
                Files.readString(said).contains("REPLACED manifest: no trusted key has signed it"));
        Files.write(file, Arrays.copyOf(bundle, bundle.length / 2));
        assertEquals(2, verify(file, key, said));
        assertTrue(Files.readString(said).contains("cannot be read"));
    }

    private static int verify(Path file, String trusted, Path said) throws Exception {
        return Sidecar.command(List.of("verify", file.toString(), "--key", trusted), said)
                .waitFor();
    }

    private static void sidecarDecides(int count) {
        for (int i = 0; i < count; i++) {
            var _ =
                    ValidationServiceGrpc.newBlockingStub(channel)
                            .decide(Requests.threeToOne().build());
        }
    }

    @Test
    void aCallerThatHangsUpLeavesTheSidecarAsItWas() {
        try (Context.CancellableContext context = Context.current().withCancellation()) {
            context.run(() -> assertTrue(exports.exportBundle(bundleRequest().build()).hasNext()));
        }
        audit.rest().get("/q/health/ready").then().statusCode(200);
    }

    private static void awaitReceipt() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (audit.rest().get("/v1/decisions/" + decision + "/receipt").statusCode() == 200) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no receipt");
    }

    private static Timestamp end() {
        return Timestamp.newBuilder().setSeconds(4_102_444_800L).build();
    }

    private static ExportBundleRequest.Builder bundleRequest() {
        return ExportBundleRequest.newBuilder()
                .setFilter(
                        DecisionFilter.newBuilder().setRange(TimeRange.newBuilder().setTo(end())))
                .setOperator("auditor")
                .setReason("a yearly audit");
    }

    /// The pieces of a stream, put together.
    private static <T> byte[] archive(Iterator<T> stream, Function<T, ByteString> chunk) {
        ByteString all = ByteString.EMPTY;
        while (stream.hasNext()) {
            all = all.concat(chunk.apply(stream.next()));
        }
        return all.toByteArray();
    }

    private static String reason(Executable call) {
        StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call);
        return StatusProto.fromThrowable(refused).getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(detail -> {
                    try {
                        return detail.unpack(ErrorInfo.class).getReason();
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .findFirst()
                .orElse("");
    }

    /// Runs a command of the same executable, and gives its exit status.
    private static int run(Path file, String command, String name, String value, List<String> more)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(command, "--out", file.toString(), name, value));
        words.addAll(List.of("--server", sidecar.url()));
        words.addAll(more);
        Path output = Files.createTempFile(folder, "command", ".log");
        int status = Sidecar.command(words, output).waitFor();
        assertTrue(Files.size(output) > 0, "it says what came of it");
        return status;
    }

    private static Path saved(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Checked check(Path file) {
        return Checked.ask(file.toString(), "--quiet", "--key", key);
    }
}
