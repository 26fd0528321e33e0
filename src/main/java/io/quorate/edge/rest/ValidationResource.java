package io.quorate.edge.rest;

import io.quorate.engine.Signals;
import io.quorate.engine.Validation;
import io.quorate.engine.Validations;
import io.quorate.engine.draft.DraftReader;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Validations over HTTP.
@Path("/v1/validations")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Validations", description = "What agents that are asked now say.")
public final class ValidationResource {
    private final Validations validations;
    private final Calls calls;
    private final RequestReader<ValidationRequest, Validation> reader =
            new RequestReader<>(
                    ValidationRequest.class,
                    request -> DraftReader.read(Drafts.of(request), Drafts.NAMES));

    ValidationResource(Validations validations, Signals signals) {
        this.validations = validations;
        this.calls = new Calls(signals);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validate",
            summary = "Asks the agents of the pools and decides on their votes.",
            description = Examples.VALIDATE)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ValidationRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = Examples.VALIDATED,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "400",
            description = "UNREADABLE or INVALID_FIELD, with every violation.",
            content =
                    @Content(
                            mediaType = Problems.TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL.")
    @APIResponse(
            responseCode = "409",
            description = "REQUEST_ID_REUSED: the request id was used with other content.")
    @APIResponse(responseCode = "413", description = "MESSAGE_TOO_LARGE: more than 4 MiB.")
    @APIResponse(responseCode = "415", description = "UNREADABLE: the body is not JSON.")
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(
            responseCode = "503",
            description = "AUDIT_UNAVAILABLE or NOT_SERVING; see Retry-After.")
    public CompletionStage<Response> validate(byte[] body) {
        return calls.answered(() ->
                switch (reader.read(body)) {
                    case RequestReader.Outcome.Read<Validation>(var validation) ->
                            validations
                                    .validate(validation, _ -> {})
                                    .thenApply(reply ->
                                            Calls.response(
                                                    reply,
                                                    decided ->
                                                            Envelope.validated(
                                                                    decided, validation)));
                    case RequestReader.Outcome.Refused<Validation>(var refusal) ->
                            calls.refused(refusal);
                });
    }
}
