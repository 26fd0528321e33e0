package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.GetDecisionRequest;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.Verdict;
import io.quorate.host.store.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sidecar that starts wrongly says what is wrong; one that stops owes nobody an answer, and one
/// that is killed has kept every answer that it gave.
class StopIT {
    private static final int TERMINATED = 143;
    private static final int USAGE_ERROR = 2;

    @Test
    void askedToStopItAnswersWhoIsInsideAndSaysSoToTheRest() throws Exception {
        TestPostgres.Database database = TestPostgres.database();
        try (Sidecar sidecar = Sidecar.serving(database, Map.of())) {
            ManagedChannel channel = sidecar.channel();
            var validation = ValidationServiceGrpc.newFutureStub(channel);
            List<ListenableFuture<DecideResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(validation.decide(Requests.threeToOne().build()));
            }
            calls.getFirst().get();
            sidecar.terminate();
            int answered = 0;
            for (ListenableFuture<DecideResponse> call : calls) {
                try {
                    call.get();
                    answered++;
                } catch (ExecutionException e) {
                    StatusRuntimeException refused = (StatusRuntimeException) e.getCause();
                    assertEquals(Code.UNAVAILABLE, refused.getStatus().getCode());
                }
            }
            assertTrue(answered > 0);
            assertEquals(TERMINATED, sidecar.awaitExit(), sidecar.output());
            channel.shutdownNow();
        }
    }

    @Test
    void killedItHasKeptWhatItAnswered() {
        TestPostgres.Database database = TestPostgres.database();
        String decision;
        try (Sidecar sidecar = Sidecar.serving(database, Map.of())) {
            ManagedChannel channel = sidecar.channel();
            decision =
                    ValidationServiceGrpc.newBlockingStub(channel)
                            .decide(Requests.threeToOne().build())
                            .getDecision()
                            .getDecisionId();
            channel.shutdownNow();
        }
        try (Sidecar successor = Sidecar.serving(database, Map.of())) {
            ManagedChannel channel = successor.channel();
            var found =
                    AuditServiceGrpc.newBlockingStub(channel)
                            .getDecision(
                                    GetDecisionRequest.newBuilder()
                                            .setDecisionId(decision)
                                            .build());
            assertEquals(decision, found.getDecision().getDecisionId());
            channel.shutdownNow();
        }
    }

    @Test
    void aSecondSidecarWithTheNameOfTheFirstSaysSoAndEnds() {
        TestPostgres.Database database = TestPostgres.database();
        try (Sidecar first = Sidecar.serving(database, Map.of());
                Sidecar second = Sidecar.launch(Sidecar.using(database))) {
            assertEquals(1, second.awaitExit());
            String said = second.output();
            assertTrue(said.contains("another sidecar writes the log drill"), said);
            assertFalse(said.contains("StartStopped"), said);
            ManagedChannel channel = first.channel();
            var answer =
                    ValidationServiceGrpc.newBlockingStub(channel)
                            .decide(Requests.threeToOne().build());
            assertEquals(Verdict.VERDICT_ACCEPTED, answer.getDecision().getOutcome().getVerdict());
            channel.shutdownNow();
        }
    }

    @Test
    void everyMistakeInTheSettingsStopsTheStart(@TempDir Path folder) throws Exception {
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(
                policy,
                """
                consensus:
                  agent_pools:
                    facts:
                      agents: [{id: a}, {id: a}]
                      weight_threshold: 1.5
                      wheighting: equal
                """);
        Map<String, String> settings =
                Map.of(
                        "QUORATE_POLICY", policy.toString(),
                        "QUORATE_ORIGIN", "one,,two",
                        "QUARKUS_HTTP_PORT", "web",
                        "QUARKUS_GRPC_SERVER_PORT", "70000",
                        "QUORATE_WITNESS", "somebody");
        try (Sidecar sidecar = Sidecar.launch(settings)) {
            assertEquals(USAGE_ERROR, sidecar.awaitExit());
            String said = sidecar.output();
            assertTrue(said.contains("QUORATE_ORIGIN \"\" must not be empty"), said);
            assertTrue(said.contains("QUARKUS_HTTP_PORT \"web\" must be"), said);
            assertTrue(said.contains("QUARKUS_GRPC_SERVER_PORT \"70000\" must be"), said);
            assertTrue(said.contains("QUORATE_WITNESS: a witness is"), said);
            assertTrue(said.contains("weight_threshold is 1.5"), said);
            assertTrue(said.contains("weighting"), said);
            assertTrue(said.contains(":5:"), said);
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithTheReason() {
        Map<String, String> nowhere =
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/nowhere");
        try (Sidecar sidecar = Sidecar.launch(nowhere)) {
            assertEquals(1, sidecar.awaitExit());
            String said = sidecar.output();
            assertTrue(said.contains("127.0.0.1:1/nowhere cannot be used"), said);
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused(@TempDir Path folder) throws Exception {
        TestPostgres.Database database = TestPostgres.database();
        Path key = folder.resolve("log.key");
        Map<String, String> settings = new HashMap<>(Sidecar.using(database));
        settings.put("QUORATE_LOG_KEY", key.toString());
        Files.writeString(key, "not looked at");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        try (Sidecar sidecar = Sidecar.launch(settings)) {
            assertEquals(1, sidecar.awaitExit());
            String said = sidecar.output();
            assertTrue(said.contains("close it with: chmod 600 " + key), said);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        TestPostgres.Database database = TestPostgres.database();
        try (Sidecar first = Sidecar.serving(database, Map.of())) {
            Map<String, String> settings = new HashMap<>(Sidecar.using(database));
            settings.put("QUORATE_ORIGIN", "other");
            settings.put("QUARKUS_HTTP_PORT", Integer.toString(first.httpPort()));
            try (Sidecar second = Sidecar.launch(settings)) {
                assertEquals(1, second.awaitExit());
                String said = second.output();
                assertTrue(said.contains(Integer.toString(first.httpPort())), said);
                assertTrue(said.contains("QUARKUS_HTTP_PORT"), said);
            }
        }
    }

    @Test
    void theNativeBinarySaysThatItNeedsADatabase() {
        assumeTrue(Sidecar.isNative(), "the jar brings a database of its own");
        try (Sidecar sidecar = Sidecar.launch(Map.of())) {
            assertEquals(USAGE_ERROR, sidecar.awaitExit());
            assertTrue(sidecar.output().contains("QUARKUS_DATASOURCE_JDBC_URL"));
        }
    }
}
