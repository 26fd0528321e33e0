package io.quorate.edge.rest;

import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.WishReader;
import io.quorate.engine.draft.WishReader.Named;
import io.quorate.engine.draft.WishReader.Operated;
import io.quorate.engine.reputation.Agents;
import io.quorate.engine.reputation.Registration;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The agents of a pool over HTTP.
@Path("/v1/agents/{pool}")
@Produces({MediaType.APPLICATION_JSON, Problems.TYPE})
@Singleton
@Tag(name = "Agents", description = "Who votes, how far each can be relied on, and why.")
public final class AgentResource {
    private static final Set<String> OPERATED = Set.of("operator", "reason");

    private final Agents agents;
    private final Ticker ticker;
    private final Calls calls;

    AgentResource(Agents agents, Ticker ticker, Signals signals) {
        this.agents = agents;
        this.ticker = ticker;
        this.calls = new Calls(signals);
    }

    @GET
    @Operation(operationId = "listAgents", summary = "Everybody in a pool, declared ones first.")
    @APIResponse(responseCode = "200", description = "`agents`: one card each.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL.")
    public CompletionStage<Response> list(@PathParam("pool") String pool) {
        return calls.answered(() ->
                switch (WishReader.pool(pool)) {
                    case Reading.Read<PoolId>(PoolId id) ->
                            CompletableFuture.completedStage(
                                    response(agents.list(id), AgentCards::of));
                    case Reading.Refused<PoolId>(var refusal) -> calls.refused(refusal);
                });
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerAgent",
            summary = "Lets an agent into a pool, where it waits for a seat.",
            description =
                    "`agent_id`, `fault_domain`: one that the pool's declared agents have, and"
                            + " optionally `specialization`.")
    @APIResponse(responseCode = "200", description = "The agent's card.")
    @APIResponse(
            responseCode = "400",
            description =
                    "UNREADABLE, INVALID_FIELD, UNKNOWN_FAULT_DOMAIN or UNKNOWN_SPECIALIZATION.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL.")
    @APIResponse(responseCode = "409", description = "AGENT_CONTRADICTED or STANDBYS_FULL.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> register(@PathParam("pool") String pool, byte[] body) {
        return calls.answered(
                body,
                Set.of("agent_id", "fault_domain", "specialization"),
                texts ->
                        switch (WishReader.registration(
                                pool,
                                texts.of("agent_id"),
                                texts.of("fault_domain"),
                                texts.of("specialization"),
                                ticker.now())) {
                            case Reading.Read<Registration>(Registration registration) ->
                                    agents.register(registration)
                                            .thenApply(reply -> response(reply, AgentCards::of));
                            case Reading.Refused<Registration>(var refusal) ->
                                    calls.refused(refusal);
                        });
    }

    @GET
    @Path("/{agent}")
    @Operation(operationId = "getAgent", summary = "One agent, and what happened to it.")
    @APIResponse(responseCode = "200", description = "`agent`: its card; `history`, latest first.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL or UNKNOWN_AGENT.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> get(
            @PathParam("pool") String pool, @PathParam("agent") String agent) {
        return calls.answered(() ->
                switch (WishReader.named(pool, agent)) {
                    case Reading.Read<Named>(Named(var in, var id)) ->
                            agents.get(in, id).thenApply(reply -> response(reply, AgentCards::of));
                    case Reading.Refused<Named>(var refusal) -> calls.refused(refusal);
                });
    }

    @POST
    @Path("/{agent}/reinstatement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reinstateAgent",
            summary = "Takes a removed agent back, on probation.",
            description = "`operator` and `reason` are required.")
    @APIResponse(responseCode = "200", description = "The agent's card.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL or UNKNOWN_AGENT.")
    @APIResponse(responseCode = "409", description = "AGENT_NOT_REMOVED.")
    public CompletionStage<Response> reinstate(
            @PathParam("pool") String pool, @PathParam("agent") String agent, byte[] body) {
        return operated(pool, agent, body, this::reinstated);
    }

    @POST
    @Path("/{agent}/exclusion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "excludeAgent",
            summary = "Removes an agent for good, until it is reinstated.",
            description = "`operator` and `reason` are required.")
    @APIResponse(responseCode = "200", description = "The agent's card.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL or UNKNOWN_AGENT.")
    @APIResponse(responseCode = "409", description = "AGENT_ALREADY_EXCLUDED.")
    public CompletionStage<Response> exclude(
            @PathParam("pool") String pool, @PathParam("agent") String agent, byte[] body) {
        return operated(pool, agent, body, this::excluded);
    }

    private CompletionStage<Agents.Reply<Agents.Card>> reinstated(Operated wish) {
        return agents.reinstate(wish.named().pool(), wish.named().agent(), wish.operator());
    }

    private CompletionStage<Agents.Reply<Agents.Card>> excluded(Operated wish) {
        return agents.exclude(wish.named().pool(), wish.named().agent(), wish.operator());
    }

    private CompletionStage<Response> operated(
            String pool,
            String agent,
            byte[] body,
            Function<Operated, CompletionStage<Agents.Reply<Agents.Card>>> wish) {
        return calls.answered(
                body,
                OPERATED,
                texts ->
                        switch (WishReader.operated(
                                pool, agent, texts.of("operator"), texts.of("reason"))) {
                            case Reading.Read<Operated>(Operated operated) ->
                                    wish.apply(operated)
                                            .thenApply(reply -> response(reply, AgentCards::of));
                            case Reading.Refused<Operated>(var refusal) -> calls.refused(refusal);
                        });
    }

    private static <T> Response response(Agents.Reply<T> reply, Function<T, byte[]> json) {
        return switch (reply) {
            case Agents.Reply.Given<T>(T value) -> Calls.json(json.apply(value));
            case Agents.Reply.Refused<T>(Refusal refusal) -> Problems.response(refusal);
        };
    }
}
