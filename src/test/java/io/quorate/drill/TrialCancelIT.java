package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever hangs up on a dry run ends its work in the database at once: while the database has yet
/// to find the first decision, and while it shows one after the other.
class TrialCancelIT {
    private static final int DECISIONS = 150_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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

    @TempDir private Path folder;

    /// How far the database is when the caller hangs up.
    enum Stage {
        /// It waits for a table that is read before the first decision.
        BEFORE_THE_FIRST("agent, what FROM ("),
        AMONG_MANY("leaf FROM record entry");

        /// In the statement that runs then.
        private final String mark;

        Stage(String mark) {
            this.mark = mark;
        }
    }

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

    @ParameterizedTest
    @EnumSource
    void cancellingTheCallEndsTheReading(Stage stage) throws Exception {
        try (Connection lock = lock(stage)) {
            Context.CancellableContext call = Context.current().withCancellation();
            DryRunResponse first = call.call(() -> dryRun().next());
            assertTrue(first.hasProgress());
            awaitReading(stage);
            call.cancel(null);
            assertReadingEnds("the call", stage);
            lock.rollback();
        }
    }

    private static Iterator<DryRunResponse> dryRun() {
        return PolicyServiceGrpc.newBlockingStub(channel)
                .dryRun(
                        DryRunRequest.newBuilder()
                                .setPolicy(ByteString.copyFromUtf8(CANDIDATE))
                                .build());
    }

    @ParameterizedTest
    @EnumSource
    void closingTheStreamEndsTheReading(Stage stage) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sidecar.url() + "/v1/policy/dry-run"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(CANDIDATE))
                        .build();
        try (Connection lock = lock(stage);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, response.statusCode());
            assertTrue(response.body().read() >= 0);
            awaitReading(stage);
            response.body().close();
            assertReadingEnds("the stream", stage);
            lock.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptingTheCommandEndsTheReading(Stage stage) throws Exception {
        Path candidate = folder.resolve("candidate.yaml");
        Files.writeString(candidate, CANDIDATE);
        Path output = folder.resolve("output");
        List<String> words =
                List.of("policy", "dry-run", candidate.toString(), "--server", sidecar.url());
        try (Connection lock = lock(stage)) {
            Process command = Sidecar.command(words, output);
            try {
                awaitReading(stage);
                // SIGTERM takes the same way as Ctrl-C does, which a shell has its jobs ignore.
                command.destroy();
                assertTrue(command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
                assertReadingEnds("the command", stage);
                assertFalse(Files.readString(output).contains("otherwise"));
            } finally {
                command.destroyForcibly();
            }
            lock.rollback();
        }
    }

    /// A transaction that holds the reading up where the stage says.
    private static Connection lock(Stage stage) throws SQLException {
        Connection connection = DATABASE.owner().getConnection();
        connection.setAutoCommit(false);
        if (stage == Stage.BEFORE_THE_FIRST) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE incident IN ACCESS EXCLUSIVE MODE");
            }
        }
        return connection;
    }

    private static void awaitReading(Stage stage) throws Exception {
        assertTrue(comesTo(1, stage, PATIENCE), "the reading does not begin");
    }

    private static void assertReadingEnds(String what, Stage stage) throws Exception {
        long begun = System.nanoTime();
        assertTrue(comesTo(0, stage, AT_ONCE), "the reading goes on");
        System.out.printf(
                "%s, %s: the reading ended after %d ms%n",
                what, stage, (System.nanoTime() - begun) / 1_000_000);
    }

    /// Whether so many connections come to read.
    private static boolean comesTo(int count, Stage stage, Duration patience) throws Exception {
        long begun = System.nanoTime();
        while (reading(stage) != count) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    private static int reading(Stage stage) throws SQLException {
        try (Connection connection = DATABASE.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND pid <> pg_backend_pid()
                                    AND state <> 'idle' AND query LIKE '%%%s%%'
                                """
                                        .formatted(stage.mark))) {
            row.next();
            return row.getInt(1);
        }
    }
}
