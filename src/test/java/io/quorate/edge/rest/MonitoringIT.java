package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.drill.TestIds;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.keeping.Retention;
import io.quorate.engine.monitoring.Handbook;
import io.quorate.engine.monitoring.Monitoring;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.GeneratedLog;
import io.quorate.host.store.trail.PostgresMonitoring;
import io.quorate.host.store.trail.PostgresRetention;
import io.quorate.host.store.trail.TrailLimits;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What many records say together, against the numbers that a generated log is made of.
class MonitoringIT {
    private static final int COUNT = 1_500;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PostgresLedger ledger;
    private static PostgresMonitoring store;
    private static PostgresRetention kept;
    private static MonitoringResource resource;

    @BeforeAll
    static void start() throws Exception {
        Database database = TestPostgres.database();
        new GeneratedLog(COUNT, 2).insert(database.owner());
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO label (decision_id, pool, right_choice, source, reporter, at, taught)
                    SELECT 'd-' || i, 'p' || i % 11, CASE WHEN i % 4 = 0 THEN 'REJECT' ELSE 'ACCEPT' END,
                        'OUTCOME', 'shop', '2026-07-01', '' FROM generate_series(0, 1399) AS i
                    """);
        }
        ledger = Ledgers.open(database.application(), "own");
        store = new PostgresMonitoring(database.application(), TrailLimits.DEFAULT);
        kept =
                new PostgresRetention(
                        database.application(), TrailLimits.KEEPING, TrailLimits.REMOVING);
        AgentPolicy alice = AgentPolicy.of(new AgentId("alice"), new FaultDomain("a"));
        Policy policy = Policy.of(PoolPolicy.of(new PoolId("facts"), List.of(alice)));
        resource =
                new MonitoringResource(
                        new Monitoring(store, Ledgers.CLOCK, _ -> {}, RETRY),
                        new Exports(
                                new Orders(ledger, Ledgers.CLOCK, TestIds.RANDOM, _ -> {}, RETRY)),
                        new Retention(kept, ledger, Ledgers.CLOCK, null, _ -> {}, RETRY),
                        new Handbook("own", "a test's PostgreSQL", List.of("own+1234+key")),
                        () -> policy,
                        _ -> {});
    }

    @AfterAll
    static void stop() {
        store.close();
        kept.close();
        ledger.close();
    }

    @Test
    void everyDecisionIsCountedOnceInItsPeriod() throws Exception {
        Response response =
                resource.indicators(given("to", "2026-12-01T00:00:00Z", "period", "month"));
        assertEquals(200, response.getStatus());
        JsonNode found = JSON.readTree((byte[]) response.getEntity());
        long decisions = 0;
        long labelled = 0;
        long right = 0;
        long faults = 0;
        for (JsonNode period : found.get("periods")) {
            decisions += period.get("decisions").asLong();
            labelled += period.get("labelled").asLong();
            right += period.get("right").asLong();
            faults += period.path("faults").path("MALFORMED").asLong();
        }
        assertEquals(COUNT + COUNT / 13 + 1, decisions, "a second pool in one of thirteen");
        assertEquals(1_400, labelled);
        assertEquals(1_050, right);
        assertEquals(COUNT / 101 + 1, faults);
        assertEquals(COUNT, found.get("durability").get("COMMITTED").asLong());
    }

    @Test
    void labelledDecisionsComeAsCsvPageByPage() throws Exception {
        Response response =
                resource.labelled(
                        given("to", "2026-12-01T00:00:00Z", "operator", "a", "reason", "drift"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((StreamingOutput) response.getEntity()).write(out);
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertEquals(1_401, lines.size());
        assertTrue(lines.get(1).startsWith("d-0,2026-05-01T00:00:00.000000Z,p0,ACCEPTED,ACCEPT,"));
        assertTrue(lines.get(1).contains(",REJECT,OUTCOME,"), lines.get(1));
    }

    @Test
    void theDeployersReportCountsWhatThereIsAndIsARecord() {
        String body =
                """
                {"from": "2026-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z",
                 "operator": "dpo", "reason": "the yearly report"}
                """;
        Response response = resource.report(body.getBytes(UTF_8));
        assertEquals(200, response.getStatus(), () -> response.getEntity().toString());
        String text = (String) response.getEntity();
        for (String part :
                List.of(
                        "from 2026-01-01T00:00:00Z up to 20",
                        "| OUTCOME | 1400 | 1050 |",
                        "1500 COMMITTED",
                        "MALFORMED",
                        "were lost, so that no decision stands behind them: 0.")) {
            assertTrue(text.contains(part), () -> part + " in " + text);
        }
        String second = (String) resource.report(body.getBytes(UTF_8)).getEntity();
        assertTrue(second.contains("| export | dpo |"), second);
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() {
        assertEquals(400, resource.indicators(given()).getStatus(), "a span without an end");
        assertEquals(
                400,
                resource.indicators(given("to", "2026-12-01T00:00:00Z", "period", "year"))
                        .getStatus());
        assertEquals(
                400,
                resource.labelled(given("to", "2026-12-01T00:00:00Z", "until", "x")).getStatus());
    }

    @Test
    void theHandbookSaysHowTheLogIsKept() {
        String text = (String) resource.handbook().getEntity();
        for (String part :
                List.of(
                        "# The log of own",
                        "a test's PostgreSQL",
                        "The role that writes may insert and read",
                        "pool `facts`: in the database before the answer leaves",
                        "pool `facts`: 184 days, risk normal",
                        "- `own+1234+key`")) {
            assertTrue(text.contains(part), () -> part + " in " + text);
        }
    }

    @Test
    void whatIsHandedOutNeedsAnOrder() throws Exception {
        for (Response refused :
                List.of(
                        resource.report("{\"to\": \"2026-12-01T00:00:00Z\"}".getBytes(UTF_8)),
                        resource.labelled(given("to", "2026-12-01T00:00:00Z")))) {
            assertEquals(400, refused.getStatus());
            JsonNode violations = JSON.readTree((byte[]) refused.getEntity()).get("violations");
            assertEquals("operator", violations.get(0).get("field").asText());
            assertEquals("reason", violations.get(1).get("field").asText());
        }
    }

    private static QueryParameters given(String... pairs) {
        MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.add(pairs[i], pairs[i + 1]);
        }
        return new QueryParameters(given);
    }
}
