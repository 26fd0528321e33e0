package io.quorate.edge.rest;

import io.quorate.core.protocol.CanaryId;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.canary.Canaries;
import io.quorate.engine.canary.CanaryWish;
import io.quorate.engine.draft.CanaryReader;
import io.quorate.engine.draft.DraftReader.Reading;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Canaries over HTTP.
@Path("/v1/canaries")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Canaries", description = "Submissions whose right answer is known.")
public final class CanaryResource {
    private final Canaries canaries;
    private final Calls calls;
    private final RequestReader<CanaryRequest, CanaryWish.Add> reader =
            new RequestReader<>(CanaryRequest.class, CanaryRequest::checked);

    CanaryResource(Canaries canaries, Signals signals) {
        this.canaries = canaries;
        this.calls = new Calls(signals);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addCanary",
            summary = "Adds a canary, for all sidecars of the database.",
            description =
                    "It is mixed into the ballots of the pools' agents, which cannot tell. The"
                            + " same one again is answered alike.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CanaryRequest.class)))
    @APIResponse(responseCode = "200", description = "The canary as it is kept.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL.")
    @APIResponse(responseCode = "409", description = "CANARY_CONTRADICTED or CANARY_RETIRED.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> add(byte[] body) {
        return calls.answered(() ->
                switch (reader.read(body)) {
                    case RequestReader.Outcome.Read<CanaryWish.Add>(CanaryWish.Add wish) ->
                            canaries.add(wish).thenApply(reply -> response(reply, CanaryText::of));
                    case RequestReader.Outcome.Refused<CanaryWish.Add>(Refusal refusal) ->
                            calls.refused(refusal);
                });
    }

    @GET
    @Operation(
            operationId = "listCanaries",
            summary = "The canaries that were added, by the order of their ids.",
            description = "At most 100; `next_after` is there when there are more.")
    @APIResponse(responseCode = "200", description = "`canaries`, and `next_after`.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> list(@QueryParam("after") @DefaultValue("") String after) {
        return calls.answered(() ->
                switch (CanaryReader.page(after)) {
                    case Reading.Read<Optional<CanaryId>>(Optional<CanaryId> page) ->
                            canaries.list(page).thenApply(reply -> response(reply, CanaryText::of));
                    case Reading.Refused<Optional<CanaryId>>(var refusal) -> calls.refused(refusal);
                });
    }

    @POST
    @Path("/{canary}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retireCanary",
            summary = "Takes a canary out of use for good.",
            description = "`operator` and `reason` are required. What it taught stays learnt.")
    @APIResponse(responseCode = "200", description = "The canary as it is kept.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CANARY.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> retire(@PathParam("canary") String canary, byte[] body) {
        return calls.answered(
                body,
                Set.of("operator", "reason"),
                texts ->
                        switch (CanaryReader.retire(
                                canary, texts.of("operator"), texts.of("reason"))) {
                            case Reading.Read<CanaryWish.Retire>(CanaryWish.Retire wish) ->
                                    canaries.retire(wish)
                                            .thenApply(reply -> response(reply, CanaryText::of));
                            case Reading.Refused<CanaryWish.Retire>(var refusal) ->
                                    calls.refused(refusal);
                        });
    }

    @POST
    @Path("/{canary}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revokeCanary",
            summary = "Takes back all that a canary taught, in every pool.",
            description =
                    "`operator` and `reason` are required. It is retired if it was added; of a"
                            + " file's, take it out of the file first.")
    @APIResponse(responseCode = "200", description = "`labels`: how many of it stood.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CANARY or UNKNOWN_POOL.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> revoke(@PathParam("canary") String canary, byte[] body) {
        return calls.answered(
                body,
                Set.of("operator", "reason"),
                texts ->
                        switch (CanaryReader.revoke(
                                canary, texts.of("operator"), texts.of("reason"))) {
                            case Reading.Read<CanaryWish.Revoke>(CanaryWish.Revoke wish) ->
                                    canaries.revoke(wish)
                                            .thenApply(reply -> response(reply, CanaryText::of));
                            case Reading.Refused<CanaryWish.Revoke>(var refusal) ->
                                    calls.refused(refusal);
                        });
    }

    private static <T> Response response(Canaries.Reply<T> reply, Function<T, byte[]> json) {
        return switch (reply) {
            case Canaries.Reply.Given<T>(T value) -> Calls.json(json.apply(value));
            case Canaries.Reply.Refused<T>(Refusal refusal) -> Problems.response(refusal);
        };
    }
}
