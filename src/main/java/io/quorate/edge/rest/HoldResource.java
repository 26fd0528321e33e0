package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.core.protocol.HoldId;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.HoldReader;
import io.quorate.engine.keeping.Hold;
import io.quorate.engine.keeping.Holds;
import io.quorate.engine.trail.Inquiries.Result;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Holds over HTTP.
@Path("/v1/audit/holds")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Audit")
public final class HoldResource {
    private static final Set<String> PLACED =
            Set.of("hold_id", "decision_id", "from", "to", "operator", "reason");
    private static final Set<String> LIFTED = Set.of("operator", "reason");

    private final Holds holds;
    private final Calls calls;

    HoldResource(Holds holds, Signals signals) {
        this.holds = holds;
        this.calls = new Calls(signals);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "placeHold",
            summary =
                    "Holds what was recorded: it is neither pruned nor erased until this is"
                            + " lifted.",
            description =
                    "`hold_id`: a name of your choice; `decision_id`, or `from` and optionally `to`"
                            + " (RFC 3339); `operator` and `reason`. The hold is recorded itself.")
    @APIResponse(responseCode = "200", description = "The hold.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION.")
    @APIResponse(responseCode = "409", description = "HOLD_NAME_TAKEN.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> place(byte[] body) {
        return calls.answered(
                body,
                PLACED,
                texts ->
                        ordered(
                                HoldReader.placing(
                                        new HoldReader.Draft(
                                                texts.of("hold_id"),
                                                texts.of("decision_id"),
                                                QueryParameters.read(texts.of("from")),
                                                QueryParameters.read(texts.of("to")),
                                                texts.of("operator"),
                                                texts.of("reason"))),
                                holds::place,
                                HoldResource::json));
    }

    @POST
    @Path("/{hold}/lifting")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "liftHold",
            summary = "Lifts a hold.",
            description = "`operator` and `reason` are required. Its name is not free again.")
    @APIResponse(responseCode = "200", description = "`hold_id`.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_HOLD.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> lift(@PathParam("hold") String hold, byte[] body) {
        return calls.answered(
                body,
                LIFTED,
                texts ->
                        ordered(
                                HoldReader.lifting(hold, texts.of("operator"), texts.of("reason")),
                                holds::lift,
                                (HoldId id) ->
                                        JsonObject.of(json ->
                                                json.writeStringField("hold_id", id.value()))));
    }

    @GET
    @Operation(operationId = "listHolds", summary = "The holds that stand, the oldest first.")
    @APIResponse(responseCode = "200", description = "`holds`.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> list() {
        return calls.answered(() -> holds.standing().thenApply(found(HoldResource::json)));
    }

    private <O, T> CompletionStage<Response> ordered(
            Reading<O> reading,
            Function<O, CompletionStage<Result<T>>> order,
            Function<T, byte[]> json) {
        return switch (reading) {
            case Reading.Read<O>(O value) -> order.apply(value).thenApply(found(json));
            case Reading.Refused<O>(var refusal) -> calls.refused(refusal);
        };
    }

    static <T> Function<Result<T>, Response> found(Function<T, byte[]> json) {
        return result ->
                switch (result) {
                    case Result.Found<T>(T value) -> Calls.json(json.apply(value));
                    case Result.Refused<T>(var refusal) -> Problems.response(refusal);
                };
    }

    private static byte[] json(Hold hold) {
        return JsonObject.of(json -> members(json, hold));
    }

    private static byte[] json(List<Hold> holds) {
        return JsonObject.of(json -> {
            json.writeArrayFieldStart("holds");
            for (Hold hold : holds) {
                write(json, hold);
            }
            json.writeEndArray();
        });
    }

    static void write(JsonGenerator json, Hold hold) throws IOException {
        json.writeStartObject();
        members(json, hold);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, Hold hold) throws IOException {
        json.writeStringField("hold_id", hold.id().value());
        json.writeStringField("placed_at", TrailText.time(hold.placedAt()));
        json.writeStringField("from", TrailText.time(hold.from()));
        if (hold.to().isPresent()) {
            json.writeStringField("to", TrailText.time(hold.to().get()));
        }
        if (hold.decision().isPresent()) {
            json.writeStringField("decision_id", hold.decision().get().value());
        }
        json.writeStringField("operator", hold.operator());
        json.writeStringField("reason", hold.reason());
    }
}
