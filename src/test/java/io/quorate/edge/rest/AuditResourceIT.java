package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.core.protocol.Origin;
import io.quorate.drill.TestIds;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Notice;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.TimeRange;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.GeneratedLog;
import io.quorate.host.store.trail.PostgresTrail;
import io.quorate.host.store.trail.TrailLimits;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The log's answers over HTTP, from the parameters to the bytes.
class AuditResourceIT {
    private static final GeneratedLog LOG = new GeneratedLog(1_500, 2);
    private static final String TO = "2026-12-01T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Signals.Signal> HEARD = new ArrayList<>();
    private static final InMemoryLedger LEDGER = new InMemoryLedger(new Origin("own"));
    private static PostgresTrail trail;
    private static AuditResource resource;

    @BeforeAll
    static void start() throws Exception {
        Database database = TestPostgres.database();
        LOG.insert(database.owner());
        trail = new PostgresTrail(database.application(), TrailLimits.DEFAULT);
        resource =
                new AuditResource(
                        new Inquiries(trail, HEARD::add, Duration.ofSeconds(1)),
                        new Exports(
                                new Orders(
                                        LEDGER,
                                        Ledgers.CLOCK,
                                        TestIds.RANDOM,
                                        HEARD::add,
                                        Duration.ofSeconds(1))),
                        HEARD::add);
    }

    @AfterAll
    static void stop() {
        trail.close();
    }

    @Test
    void pagesFollowEachOtherByCursor() throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    json(
                            decisions(
                                    "to",
                                    TO,
                                    "verdict",
                                    "rejected",
                                    "page_size",
                                    "7",
                                    "cursor",
                                    cursor));
            page.get("decisions").forEach(row -> ids.add(row.get("decision_id").asText()));
            cursor = page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertEquals(30, ids.size());
        assertEquals(30, ids.stream().distinct().count());
    }

    @Test
    void aRowSaysWhatALogKeepsOfIt() throws Exception {
        JsonNode row = json(decisions("to", TO, "page_size", "1")).get("decisions").get(0);
        assertEquals("d-0", row.get("decision_id").asText());
        assertEquals("2026-05-01T00:00:00.000000Z", row.get("decided_at").asText());
        assertEquals("REJECTED", row.get("outcome").get("verdict").asText());
        assertEquals("even", row.get("origin").asText());
        assertEquals(LOG.policy(0), row.get("policy_digest").asText());
    }

    @Test
    void anExportHoldsEverything() throws Exception {
        List<String> all =
                LOG
                        .matching(
                                DecisionQuery.all(
                                        new TimeRange(GeneratedLog.BEGIN, LOG.at(1_500)),
                                        Order.NEWEST_FIRST))
                        .reversed()
                        .stream()
                        .map(i -> "d-" + i)
                        .toList();
        List<String> csv =
                streamed(exported("csv"))
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList();
        assertEquals(all, csv);
        List<String> lines =
                streamed(exported("jsonl")).lines().map(AuditResourceIT::decisionOfLine).toList();
        assertEquals(all, lines);
        assertEquals(
                List.of("export", "export"), LEDGER.notices().stream().map(Notice::kind).toList());
    }

    @Test
    void anExportSaysWhoOrdersItAndWhy() throws Exception {
        int exports = LEDGER.notices().size();
        JsonNode problem = problem(400, decisions("to", TO, "format", "csv"));
        List<String> fields = new ArrayList<>();
        problem.get("violations").forEach(v -> fields.add(v.get("field").asText()));
        assertEquals(List.of("operator", "reason"), fields);
        assertEquals(exports, LEDGER.notices().size());
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() throws Exception {
        HEARD.clear();
        JsonNode problem =
                problem(
                        400,
                        decisions(
                                "from",
                                "yesterday",
                                "verdict",
                                "GOOD",
                                "agnet",
                                "a1",
                                "page_size",
                                "0",
                                "policy_digest",
                                "12"));
        assertEquals("INVALID_FIELD", problem.get("reason").asText());
        List<String> fields = new ArrayList<>();
        problem.get("violations").forEach(v -> fields.add(v.get("field").asText()));
        assertEquals(
                List.of("agnet", "from", "page_size", "policy_digest", "to", "verdict"),
                fields.stream().sorted().toList());
        assertEquals(1, HEARD.size());
    }

    @Test
    void aRangeWithoutAnEndIsRefused() throws Exception {
        JsonNode problem = problem(400, decisions("from", "2026-05-01T00:00:00Z"));
        assertEquals("to", problem.get("violations").get(0).get("field").asText());
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() throws Exception {
        String cursor =
                json(decisions("to", TO, "agent", "a1", "page_size", "2"))
                        .get("next_cursor")
                        .asText();
        assertEquals(200, decisions("to", TO, "agent", "a1", "cursor", cursor).getStatus());
        for (Response response :
                List.of(
                        decisions("to", TO, "agent", "a2", "cursor", cursor),
                        decisions(
                                "to", TO, "agent", "a1", "order", "newest_first", "cursor", cursor),
                        records("to", TO, "cursor", cursor),
                        decisions("to", TO, "agent", "a1", "cursor", cursor + "A"),
                        decisions("to", TO, "agent", "a1", "cursor", "!"))) {
            JsonNode violation = problem(400, response).get("violations").get(0);
            assertEquals("cursor", violation.get("field").asText());
        }
    }

    @Test
    void recordsBesideTheDecisionsAreAskedForByKind() throws Exception {
        assertTrue(json(records("to", TO)).get("records").isEmpty());
        assertEquals(200, records("to", TO, "kind", "start", "kind", "stop").getStatus());
        problem(400, records("to", TO, "kind", "decision"));
        problem(400, records("to", TO, "kind", "x'; --"));
    }

    private static Response decisions(String... parameters) {
        return resource.decisions(given(parameters));
    }

    private static Response exported(String format) {
        return decisions(
                "to",
                TO,
                "format",
                format,
                "order",
                "newest_first",
                "operator",
                "auditor",
                "reason",
                "a yearly audit");
    }

    private static Response records(String... parameters) {
        return resource.records(given(parameters));
    }

    private static QueryParameters given(String... parameters) {
        MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.add(parameters[i], parameters[i + 1]);
        }
        return new QueryParameters(given);
    }

    private static JsonNode json(Response response) throws IOException {
        assertEquals(200, response.getStatus(), () -> text(response));
        return JSON.readTree((byte[]) response.getEntity());
    }

    private static JsonNode problem(int status, Response response) throws IOException {
        assertEquals(status, response.getStatus());
        return JSON.readTree((byte[]) response.getEntity());
    }

    private static String text(Response response) {
        return response.getEntity() instanceof byte[] bytes ? new String(bytes, UTF_8) : "";
    }

    private static String streamed(Response response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertInstanceOf(StreamingOutput.class, response.getEntity()).write(out);
        return out.toString(UTF_8);
    }

    private static String decisionOfLine(String line) {
        try {
            return JSON.readTree(line).get("record").get("decision_id").asText();
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
