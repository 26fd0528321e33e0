package io.quorate.drill;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.grpc.ManagedChannel;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.host.store.TestPostgres;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds and retention of a packaged sidecar over REST, and how its description tells of them.
class KeepingIT {
    private static final String WHY = "\"operator\": \"auditor\", \"reason\": \"a yearly audit\"";

    private static Sidecar sidecar;
    private static AuditCalls audit;
    private static ManagedChannel channel;
    private static String decision;

    @BeforeAll
    static void start() {
        sidecar = Sidecar.serving(TestPostgres.database(), Map.of());
        audit = new AuditCalls(sidecar.url());
        channel = sidecar.channel();
        decision =
                ValidationServiceGrpc.newBlockingStub(channel)
                        .decide(Requests.threeToOne().build())
                        .getDecision()
                        .getDecisionId();
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @Test
    void aHoldKeepsADecisionUntilItIsLifted() {
        String hold =
                "{\"hold_id\": \"case-1\", \"decision_id\": \"" + decision + "\", " + WHY + "}";
        audit.post("/v1/audit/holds", hold)
                .then()
                .statusCode(200)
                .body("hold_id", equalTo("case-1"))
                .body("decision_id", equalTo(decision))
                .body("operator", equalTo("auditor"));
        audit.post("/v1/audit/holds", hold)
                .then()
                .statusCode(409)
                .body("reason", equalTo("HOLD_NAME_TAKEN"));
        audit.post("/v1/audit/erasures", "{\"decision_id\": \"" + decision + "\", " + WHY + "}")
                .then()
                .statusCode(409)
                .body("reason", equalTo("DECISION_HELD"));
        audit.rest()
                .get("/v1/audit/holds")
                .then()
                .statusCode(200)
                .body("holds.hold_id", hasItem("case-1"));
        audit.rest().get("/v1/audit/retention").then().body("holds.hold_id", hasItem("case-1"));
        audit.post("/v1/audit/holds/case-1/lifting", "{" + WHY + "}")
                .then()
                .statusCode(200)
                .body("hold_id", equalTo("case-1"));
        audit.post("/v1/audit/holds/case-1/lifting", "{" + WHY + "}")
                .then()
                .statusCode(404)
                .body("reason", equalTo("UNKNOWN_HOLD"));
        audit.records("hold", "hold_lifted").then().body("records", hasSize(2));
    }

    @Test
    void whatIsWrongWithAHoldIsToldAllAtOnce() {
        audit.post("/v1/audit/holds", "{\"hold_id\": \"\", \"from\": \"yesterday\"}")
                .then()
                .statusCode(400)
                .body("reason", equalTo("INVALID_FIELD"))
                .body(
                        "violations.field",
                        containsInAnyOrder("hold_id", "operator", "reason", "from"));
        audit.post("/v1/audit/holds", "{\"hold\": \"x\"}")
                .then()
                .statusCode(400)
                .body("violations.description", hasItem("is not a field of this request"));
        audit.post(
                        "/v1/audit/holds",
                        "{\"hold_id\": \"h\", \"decision_id\": \"nobody\", " + WHY + "}")
                .then()
                .statusCode(404)
                .body("reason", equalTo("UNKNOWN_DECISION"));
        audit.post("/v1/audit/holds", "no JSON")
                .then()
                .statusCode(400)
                .body("reason", equalTo("UNREADABLE"));
    }

    @Test
    void theRetentionReportTellsWhatIsPromisedAndLeft() {
        audit.rest()
                .get("/v1/audit/retention")
                .then()
                .statusCode(200)
                .body("keep_for_days", equalTo(184))
                .body("promises.pool", hasItem(Sidecar.POOL))
                .body("logs[0].origin", equalTo("drill"))
                .body("logs[0].minimum_index", equalTo(0))
                .body("logs[0].oldest_at", notNullValue());
    }

    @Test
    void theApiDescribesAllOfIt() {
        Response description = audit.rest().accept(ContentType.JSON).get("/q/openapi");
        for (String path :
                List.of(
                        "/v1/audit/bundles",
                        "/v1/audit/incident-packs",
                        "/v1/audit/deployers-report",
                        "/v1/audit/holds",
                        "/v1/audit/holds/{hold}/lifting",
                        "/v1/audit/erasures")) {
            description
                    .then()
                    .body("paths.'" + path + "'.post.summary", notNullValue())
                    .body(
                            "paths.'" + path + "'.post.responses.keySet()",
                            hasItems("200", "400", "503"));
        }
        for (String path :
                List.of(
                        "/v1/audit/decisions",
                        "/v1/audit/records",
                        "/v1/audit/indicators",
                        "/v1/audit/labelled-decisions",
                        "/v1/audit/retention",
                        "/v1/audit/handbook",
                        "/v1/audit/holds")) {
            description
                    .then()
                    .body("paths.'" + path + "'.get.summary", notNullValue())
                    .body("paths.'" + path + "'.get.responses.keySet()", hasItems("200", "503"));
        }
    }
}
