package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.engine.Signals;
import io.quorate.engine.keeping.Hold;
import io.quorate.engine.keeping.Retention;
import io.quorate.engine.keeping.RetentionStore.Keeping;
import io.quorate.engine.keeping.RetentionStore.LogKept;
import io.quorate.engine.keeping.RetentionStore.Promise;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How the logs are kept, over HTTP.
@Path("/v1/audit/retention")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Audit")
public final class RetentionResource {
    private final Retention retention;
    private final Calls calls;

    RetentionResource(Retention retention, Signals signals) {
        this.retention = retention;
        this.calls = new Calls(signals);
    }

    @GET
    @Operation(
            operationId = "getRetention",
            summary = "For how long records are kept, what is held, and what was pruned.")
    @APIResponse(
            responseCode = "200",
            description = "`keep_for_days`, `kept_from`, `promises`, `holds`, `logs`.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> get() {
        return calls.answered(
                () -> retention.keeping().thenApply(HoldResource.found(RetentionResource::json)));
    }

    static byte[] json(Keeping keeping) {
        return JsonObject.of(json -> {
            json.writeNumberField("keep_for_days", keeping.keepFor().toDays());
            json.writeStringField("kept_from", TrailText.time(keeping.keptFrom()));
            json.writeArrayFieldStart("promises");
            for (Promise promise : keeping.promises()) {
                json.writeStartObject();
                json.writeStringField("pool", promise.pool());
                json.writeNumberField("keep_for_days", promise.keepFor().toDays());
                json.writeStringField("risk", promise.risk().name());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("holds");
            for (Hold hold : keeping.holds()) {
                HoldResource.write(json, hold);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("logs");
            for (LogKept log : keeping.logs()) {
                write(json, log);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, LogKept log) throws IOException {
        json.writeStartObject();
        json.writeStringField("origin", log.origin().value());
        json.writeNumberField("size", log.size());
        json.writeNumberField("minimum_index", log.minimum());
        if (log.certificate().isPresent()) {
            json.writeNumberField("certificate_index", log.certificate().getAsLong());
        }
        if (log.oldest().isPresent()) {
            json.writeStringField("oldest_at", TrailText.time(log.oldest().get()));
        }
        json.writeEndObject();
    }
}
