package io.quorate.edge.rest;

import io.quorate.core.audit.explanation.Explanation;
import io.quorate.core.audit.explanation.ExplanationText;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Decisions;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader;
import io.quorate.engine.draft.DraftReader.Reading;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Explanations of decisions over HTTP.
@Path("/v1/decisions/{id}/explanation")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, Problems.TYPE})
@Singleton
@Tag(name = "Decisions")
public final class ExplanationResource {
    private static final String PLAIN = "text/plain;charset=UTF-8";

    private final Decisions decisions;
    private final Calls calls;

    ExplanationResource(Decisions decisions, Signals signals) {
        this.decisions = decisions;
        this.calls = new Calls(signals);
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "explainDecision",
            summary = "Explains one decision to people.",
            description =
                    "Who voted what with which weight, which rule decided, and what would have"
                            + " changed the outcome: in fields, and as one text.")
    @APIResponse(
            responseCode = "200",
            description = "The explanation; `text` holds all of it.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT)),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "INVALID_FIELD: this is no id.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION.")
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public Response explain(
            @Parameter(description = "The id that Quorate gave the decision.") @PathParam("id")
                    String id,
            @Parameter(description = "`json`, which is the default, or `text`.")
                    @QueryParam("format")
                    @Nullable String format) {
        return calls.answer(() ->
                switch (DraftReader.decisionId("id", id)) {
                    case Reading.Read<DecisionId>(DecisionId decision) ->
                            response(
                                    decisions.find(decision).toCompletableFuture().join(),
                                    "text".equals(format)
                                            ? ExplanationResource::plain
                                            : ExplanationResource::json);
                    case Reading.Refused<DecisionId>(Refusal.InvalidFields refusal) ->
                            calls.refusal(refusal);
                });
    }

    private static Response response(Reply.Finding finding, Function<Explanation, Response> form) {
        return switch (finding) {
            case Reply.Finding.Found(var stored) -> form.apply(Explanation.of(stored.record()));
            case Reply.Finding.Refused(Refusal refusal) -> Problems.response(refusal);
        };
    }

    private static Response plain(Explanation explanation) {
        return Response.ok(ExplanationText.plain(explanation), PLAIN).build();
    }

    private static Response json(Explanation explanation) {
        return Calls.json(ExplanationText.json(explanation));
    }
}
