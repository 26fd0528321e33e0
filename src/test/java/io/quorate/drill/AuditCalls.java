package io.quorate.drill;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;

/// What the drills ask of a sidecar's audit over HTTP.
record AuditCalls(String url) {
    /// Later than anything that a drill records.
    static final String TO = "2100-01-01T00:00:00Z";

    RequestSpecification rest() {
        return given().baseUri(url);
    }

    Response post(String path, String body) {
        return rest().contentType(ContentType.JSON).body(body).post(path);
    }

    /// Records of these kinds.
    Response records(String... kinds) {
        return rest().queryParam("to", TO)
                .queryParam("kind", List.of(kinds))
                .get("/v1/audit/records");
    }
}
