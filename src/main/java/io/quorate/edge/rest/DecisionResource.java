package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Decisions;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Receipts;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader;
import io.quorate.engine.draft.DraftReader.Reading;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Decisions over HTTP.
@Path("/v1/decisions")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Decisions", description = "What can be relied on, and what was decided.")
public final class DecisionResource {
    private final Decisions decisions;
    private final Receipts receipts;
    private final Calls calls;
    private final RequestReader<DecisionRequest, GivenVotes> reader =
            new RequestReader<>(
                    DecisionRequest.class,
                    request -> DraftReader.read(Drafts.of(request), Drafts.NAMES));

    DecisionResource(Decisions decisions, Receipts receipts, Signals signals) {
        this.decisions = decisions;
        this.receipts = receipts;
        this.calls = new Calls(signals);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decide",
            summary = "Decides on votes that the caller has already collected.",
            description = Examples.DECIDE)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionRequest.class),
                            examples =
                                    @ExampleObject(name = "four votes", value = Examples.REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = Examples.ANSWER,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "accepted, shortened",
                                            value = Examples.ACCEPTED)))
    @APIResponse(
            responseCode = "400",
            description = "UNREADABLE or INVALID_FIELD, with every violation.",
            content =
                    @Content(
                            mediaType = Problems.TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(
                                            name = "two violations",
                                            value = Examples.VIOLATIONS)))
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
    public CompletionStage<Response> decide(byte[] body) {
        return calls.answered(() ->
                switch (reader.read(body)) {
                    case RequestReader.Outcome.Read<GivenVotes>(var given) ->
                            decisions
                                    .decide(given)
                                    .thenApply(reply -> Calls.response(reply, Envelope::answer));
                    case RequestReader.Outcome.Refused<GivenVotes>(var refusal) ->
                            calls.refused(refusal);
                });
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getDecision",
            summary = "Finds one decision by its id.",
            description =
                    "The record as it was stored, with the texts of its votes as far as they are"
                            + " not erased.")
    @APIResponse(
            responseCode = "200",
            description = Examples.FOUND,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "400", description = "INVALID_FIELD: this is no id.")
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_DECISION.",
            content =
                    @Content(
                            mediaType = Problems.TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> find(
            @Parameter(description = "The id that Quorate gave the decision.") @PathParam("id")
                    String id) {
        return calls.answered(() ->
                switch (DraftReader.decisionId("id", id)) {
                    case Reading.Read<DecisionId>(DecisionId decision) ->
                            decisions.find(decision).thenApply(DecisionResource::response);
                    case Reading.Refused<DecisionId>(Refusal.InvalidFields refusal) ->
                            calls.refused(refusal);
                });
    }

    @GET
    @Path("/{id}/receipt")
    @Produces({MediaType.TEXT_PLAIN, Problems.TYPE})
    @Operation(
            operationId = "getReceipt",
            summary = "Proves that a decision stands in the log.",
            description =
                    "A C2SP tlog-proof with the record in it, at the latest two seconds after the"
                            + " decision was answered. `quorate verify FILE --key KEY` checks it"
                            + " offline.")
    @APIResponse(responseCode = "200", description = "The receipt.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD: this is no id.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION.")
    @APIResponse(
            responseCode = "503",
            description = "NOT_YET_SIGNED or AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> receipt(
            @Parameter(description = "The id that Quorate gave the decision.") @PathParam("id")
                    String id) {
        return calls.answered(() ->
                switch (DraftReader.decisionId("id", id)) {
                    case Reading.Read<DecisionId>(DecisionId decision) ->
                            receipts.find(decision)
                                    .thenApply(outcome -> response(outcome, decision));
                    case Reading.Refused<DecisionId>(Refusal.InvalidFields refusal) ->
                            calls.refused(refusal);
                });
    }

    private static Response response(Receipts.Outcome outcome, DecisionId decision) {
        return switch (outcome) {
            case Receipts.Outcome.Proven(var receipt) ->
                    Response.ok(
                                    receipt.format().getBytes(UTF_8),
                                    MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"" + decision + ".tlog-proof\"")
                            .build();
            case Receipts.Outcome.Refused(Refusal refusal) -> Problems.response(refusal);
        };
    }

    private static Response response(Reply.Finding finding) {
        return switch (finding) {
            case Reply.Finding.Found(var stored) -> Calls.json(Envelope.found(stored));
            case Reply.Finding.Refused(Refusal refusal) -> Problems.response(refusal);
        };
    }
}
