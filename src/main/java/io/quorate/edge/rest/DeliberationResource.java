package io.quorate.edge.rest;

import io.quorate.engine.Decisions;
import io.quorate.engine.GivenDeliberation;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DeliberationReader;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Decisions in two rounds over HTTP.
@Path("/v1/deliberations")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Decisions")
public final class DeliberationResource {
    private static final String DESCRIPTION =
            """
            Each agent answers alone; then every agent has seen all answers and votes for one. Equal \
            answers are one. The first round decides when it is unanimous across at least four fault \
            domains; otherwise the votes decide, as any others do. The answers are recorded as the \
            candidates of the submission.\
            """;

    private static final String ANSWER =
            """
            The decision as for /v1/decisions, and under `answers` the id that each answer has in it \
            with the agents whose admitted proposal it was.\
            """;

    private static final String REQUEST =
            """
            {
              "request_id": "req-2032",
              "service": "travel-guide",
              "pool": "facts",
              "submission": {"question": "What is the capital of Australia?"},
              "proposals": [
                {"agent_id": "alice", "answer": "Canberra"},
                {"agent_id": "bob", "answer": "Sydney"},
                {"agent_id": "carol", "answer": "Canberra."},
                {"agent_id": "dave", "answer": "Canberra"}
              ],
              "votes": [
                {"agent_id": "alice", "choice": "alice", "confidence": 0.9},
                {"agent_id": "bob", "choice": "alice", "confidence": 0.7},
                {"agent_id": "carol", "choice": "alice", "confidence": 0.95},
                {"agent_id": "dave", "choice": "dave", "confidence": 0.8}
              ]
            }\
            """;

    private final Decisions decisions;
    private final Calls calls;
    private final RequestReader<DeliberationRequest, GivenDeliberation> reader =
            new RequestReader<>(
                    DeliberationRequest.class,
                    request -> DeliberationReader.read(Drafts.of(request), Drafts.NAMES));

    DeliberationResource(Decisions decisions, Signals signals) {
        this.decisions = decisions;
        this.calls = new Calls(signals);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deliberate",
            summary = "Decides on answers and the votes on them, both collected by the caller.",
            description = DESCRIPTION)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeliberationRequest.class),
                            examples = @ExampleObject(name = "two answers", value = REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = ANSWER,
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
    public CompletionStage<Response> deliberate(byte[] body) {
        return calls.answered(() ->
                switch (reader.read(body)) {
                    case RequestReader.Outcome.Read<GivenDeliberation>(GivenDeliberation given) ->
                            decisions
                                    .deliberate(given)
                                    .thenApply(
                                            reply -> Calls.response(reply, Envelope::deliberated));
                    case RequestReader.Outcome.Refused<GivenDeliberation>(Refusal refusal) ->
                            calls.refused(refusal);
                });
    }
}
