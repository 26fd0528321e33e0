package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Signals;
import io.quorate.engine.alert.Alert;
import io.quorate.engine.alert.Alerts;
import io.quorate.engine.alert.Measured;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What operators are told by themselves, over HTTP.
@Path("/v1/alerts")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Alerts", description = "Which limits of the policy are crossed.")
public final class AlertResource {
    private final Alerts alerts;
    private final Calls calls;

    AlertResource(Alerts alerts, Signals signals) {
        this.alerts = alerts;
        this.calls = new Calls(signals);
    }

    @GET
    @Operation(
            operationId = "listAlerts",
            summary = "Lists the limits of the policy that are crossed at this moment.",
            description =
                    "By this sidecar's own decisions. Each has the key of the limit in the policy,"
                            + " its value, and what was counted against it; each that is raised, and"
                            + " each that ends, is a record of the log.")
    @APIResponse(responseCode = "200", description = "`alerts`, the oldest first.")
    public Response raised() {
        return calls.answer(() ->
                Calls.json(
                        JsonObject.of(json -> {
                            json.writeArrayFieldStart("alerts");
                            for (Alert alert : alerts.raised()) {
                                write(json, alert);
                            }
                            json.writeEndArray();
                        })));
    }

    private static void write(JsonGenerator json, Alert alert) throws IOException {
        Measured measured = alert.measured();
        json.writeStartObject();
        json.writeStringField("key", measured.concern().key());
        Optional<PoolId> pool = measured.pool();
        if (pool.isPresent()) {
            json.writeStringField("pool", pool.get().value());
        }
        json.writeStringField("raised_at", TrailText.time(alert.raised()));
        json.writeNumberField("beyond", measured.beyond());
        json.writeNumberField("all", measured.all());
        json.writeStringField("limit", measured.limit().toPlainString());
        json.writeStringField("text", measured.inWords());
        json.writeEndObject();
    }
}
