package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.WishReader;
import io.quorate.engine.reputation.Outcomes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What turned out to be right, over HTTP.
@Path("/v1/decisions/{id}/outcome")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
@Tag(name = "Decisions")
public final class OutcomeResource {
    private final Outcomes outcomes;
    private final Calls calls;

    OutcomeResource(Outcomes outcomes, Signals signals) {
        this.outcomes = outcomes;
        this.calls = new Calls(signals);
    }

    @POST
    @Operation(
            operationId = "reportOutcome",
            summary = "Says which choice of a decision turned out to be right.",
            description =
                    "`right`: ACCEPT or REJECT, a candidate's id or NONE. `pool`: which of the"
                            + " decision's pools is meant, where there are several. `service`: who"
                            + " says so. The same report again is answered alike.")
    @APIResponse(responseCode = "200", description = "The report stands and is on record.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION or UNKNOWN_POOL.")
    @APIResponse(
            responseCode = "409",
            description = "OUTCOME_CONTRADICTED: another choice was reported before.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> report(@PathParam("id") String id, byte[] body) {
        return calls.answered(
                body,
                Set.of("pool", "right", "service"),
                texts ->
                        switch (WishReader.report(
                                id, texts.of("pool"), texts.of("right"), texts.of("service"))) {
                            case Reading.Read<Outcomes.Report>(Outcomes.Report report) ->
                                    outcomes.report(report).thenApply(OutcomeResource::response);
                            case Reading.Refused<Outcomes.Report>(var refusal) ->
                                    calls.refused(refusal);
                        });
    }

    @POST
    @Path("/revocation")
    @Operation(
            operationId = "revokeOutcome",
            summary = "Takes a report back, with all that it taught.",
            description = "`operator` and `reason` are required; `pool` as in the report.")
    @APIResponse(responseCode = "200", description = "The report that stood until now.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION or UNKNOWN_OUTCOME.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> revoke(@PathParam("id") String id, byte[] body) {
        return calls.answered(
                body,
                Set.of("pool", "operator", "reason"),
                texts ->
                        switch (WishReader.revocation(
                                id, texts.of("pool"), texts.of("operator"), texts.of("reason"))) {
                            case Reading.Read<WishReader.Revocation>(
                                            WishReader.Revocation(
                                                    var decision,
                                                    var pool,
                                                    var operator)) ->
                                    outcomes.revoke(decision, pool, operator)
                                            .thenApply(OutcomeResource::response);
                            case Reading.Refused<WishReader.Revocation>(var refusal) ->
                                    calls.refused(refusal);
                        });
    }

    private static Response response(Outcomes.Known known) {
        return switch (known) {
            case Outcomes.Known.Stands(var label) -> Calls.json(AgentCards.of(label));
            case Outcomes.Known.Refused(Refusal refusal) -> Problems.response(refusal);
        };
    }
}
