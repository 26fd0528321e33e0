package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.keeping.Erasure;
import io.quorate.engine.keeping.Erasures;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Orders to erase over HTTP.
@Path("/v1/audit/erasures")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Audit")
public final class ErasureResource {
    private final Erasures erasures;
    private final Calls calls;
    private final RequestReader<ErasureRequest, Erasure> reader =
            new RequestReader<>(ErasureRequest.class, ErasureRequest::checked);

    ErasureResource(Erasures erasures, Signals signals) {
        this.erasures = erasures;
        this.calls = new Calls(signals);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "eraseContent",
            summary = "Erases texts and references to persons, by decision or by person.",
            description =
                    "The log stays as it is, and every receipt stays valid; what was erased can no"
                            + " longer be confirmed. The erasure is recorded itself. A request id"
                            + " whose decision was erased is free again.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = ErasureRequest.class)))
    @APIResponse(
            responseCode = "200",
            description =
                    "`decisions`: how many lost their content; 0 when none was left. `held`: how"
                            + " many keep it, because a hold stands.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION.")
    @APIResponse(responseCode = "409", description = "DECISION_HELD.")
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(
            responseCode = "503",
            description = "AUDIT_UNAVAILABLE; see Retry-After. The same order again is safe.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response erase(byte[] body) {
        return calls.answer(() ->
                switch (reader.read(body)) {
                    case RequestReader.Outcome.Read<Erasure>(Erasure erasure) ->
                            Calls.waitFor(
                                    erasures.erase(erasure),
                                    done ->
                                            Calls.json(
                                                    "{\"decisions\":%d,\"held\":%d}"
                                                            .formatted(done.erased(), done.held())
                                                            .getBytes(UTF_8)));
                    case RequestReader.Outcome.Refused<Erasure>(Refusal refusal) ->
                            calls.refusal(refusal);
                });
    }
}
