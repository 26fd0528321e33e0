package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.quorate.edge.wire.v1.DryRunRequest;
import io.quorate.edge.wire.v1.DryRunResponse;
import io.quorate.edge.wire.v1.PolicyServiceGrpc;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.host.store.TestPostgres;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whoever hangs up on a dry run ends its reading in the database, long before all was read.
class TrialCancelIT {
    private static final int DECISIONS = 150_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final TestPostgres.Database DATABASE = TestPostgres.database();
    private static final String CANDIDATE =
            """
            consensus:
              agent_pools:
                facts:
                  threshold: 0.9
                  agents: [{id: alice, fault_domain: a}, {id: bob, fault_domain: b}, {id: carol, fault_domain: c}, {id: dave, fault_domain: d}]
            """;

    private static Sidecar sidecar;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws SQLException {
        sidecar = Sidecar.serving(DATABASE, Map.of());
        channel = sidecar.channel();
        ValidationServiceGrpc.newBlockingStub(channel).decide(Requests.threeToOne().build());
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            // The same decision again and again, behind the end of the log.
            statement.execute(
                    """
                    INSERT INTO record (origin, log_index, at, kind, leaf, leaf_hash)
                    SELECT origin, 1000000 + i, at, kind, leaf, leaf_hash
                    FROM record, generate_series(1, %d) AS i WHERE kind = 'decision'
                    """
                            .formatted(DECISIONS));
        }
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @AfterEach
    void itStillServes() {
        ValidationServiceGrpc.newBlockingStub(channel).decide(Requests.threeToOne().build());
    }

    @Test
    void cancellingTheCallEndsTheReading() throws Exception {
        Context.CancellableContext call = Context.current().withCancellation();
        DryRunResponse first = call.call(() -> dryRun().next());
        assertTrue(first.hasProgress());
        assertReading("begins", 1);
        call.cancel(null);
        assertReading("ends", 0);
    }

    private static Iterator<DryRunResponse> dryRun() {
        return PolicyServiceGrpc.newBlockingStub(channel)
                .dryRun(
                        DryRunRequest.newBuilder()
                                .setPolicy(ByteString.copyFromUtf8(CANDIDATE))
                                .build());
    }

    @Test
    void closingTheStreamEndsTheReading() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sidecar.url() + "/v1/policy/dry-run"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(CANDIDATE))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, response.statusCode());
            assertTrue(response.body().read() >= 0);
            assertReading("begins", 1);
            response.body().close();
            assertReading("ends", 0);
        }
    }

    /// Waits until so many connections read decisions.
    private static void assertReading(String what, int count) throws Exception {
        Duration patience = count == 0 ? PATIENCE : PATIENCE.multipliedBy(6);
        long begun = System.nanoTime();
        while (reading() != count) {
            assertTrue(
                    System.nanoTime() - begun < patience.toNanos(),
                    () -> "the reading " + what + " too late");
            Thread.sleep(5);
        }
        System.out.printf(
                "the reading %s after %d ms%n", what, (System.nanoTime() - begun) / 1_000_000);
    }

    private static int reading() throws SQLException {
        try (Connection connection = DATABASE.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND pid <> pg_backend_pid()
                                    AND state <> 'idle' AND query LIKE '%leaf FROM record entry%'
                                """)) {
            row.next();
            return row.getInt(1);
        }
    }
}
