package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.AgentWriter;
import io.quorate.edge.wire.v1.AgentServiceGrpc;
import io.quorate.edge.wire.v1.ExcludeAgentRequest;
import io.quorate.edge.wire.v1.ExcludeAgentResponse;
import io.quorate.edge.wire.v1.GetAgentRequest;
import io.quorate.edge.wire.v1.GetAgentResponse;
import io.quorate.edge.wire.v1.ListAgentsRequest;
import io.quorate.edge.wire.v1.ListAgentsResponse;
import io.quorate.edge.wire.v1.RegisterAgentRequest;
import io.quorate.edge.wire.v1.RegisterAgentResponse;
import io.quorate.edge.wire.v1.ReinstateAgentRequest;
import io.quorate.edge.wire.v1.ReinstateAgentResponse;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.WishReader;
import io.quorate.engine.draft.WishReader.Operated;
import io.quorate.engine.reputation.Agents;
import io.quorate.engine.reputation.Registration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Tells of agents, lets them in, and does what operators want of them.
@GrpcService
final class AgentService implements BindableService {
    private final Agents agents;
    private final Ticker ticker;
    private final Unary<RegisterAgentRequest, RegisterAgentResponse> register;
    private final Unary<ListAgentsRequest, ListAgentsResponse> list;
    private final Unary<GetAgentRequest, GetAgentResponse> get;
    private final Unary<ReinstateAgentRequest, ReinstateAgentResponse> reinstate;
    private final Unary<ExcludeAgentRequest, ExcludeAgentResponse> exclude;

    AgentService(Agents agents, Ticker ticker, Signals signals) {
        this.agents = agents;
        this.ticker = ticker;
        register = new Unary<>(AgentServiceGrpc.getRegisterAgentMethod(), this::register, signals);
        list = new Unary<>(AgentServiceGrpc.getListAgentsMethod(), this::list, signals);
        get = new Unary<>(AgentServiceGrpc.getGetAgentMethod(), this::get, signals);
        reinstate =
                new Unary<>(AgentServiceGrpc.getReinstateAgentMethod(), this::reinstate, signals);
        exclude = new Unary<>(AgentServiceGrpc.getExcludeAgentMethod(), this::exclude, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(
                AgentServiceGrpc.getServiceDescriptor(), register, list, get, reinstate, exclude);
    }

    private CompletionStage<Outcome<RegisterAgentResponse>> register(RegisterAgentRequest request) {
        Reading<Registration> reading =
                WishReader.registration(
                        request.getPool(),
                        request.getAgentId(),
                        request.getFaultDomain(),
                        request.getSpecialization(),
                        ticker.now());
        return register.answer(
                reading,
                registration ->
                        agents.register(registration)
                                .thenApply(reply -> outcome(reply, AgentWriter::registered)));
    }

    private CompletionStage<Outcome<ListAgentsResponse>> list(ListAgentsRequest request) {
        return list.answer(
                WishReader.pool(request.getPool()),
                pool ->
                        CompletableFuture.completedStage(
                                outcome(agents.list(pool), AgentWriter::listed)));
    }

    private CompletionStage<Outcome<GetAgentResponse>> get(GetAgentRequest request) {
        return get.answer(
                WishReader.named(request.getPool(), request.getAgentId()),
                named ->
                        agents.get(named.pool(), named.agent())
                                .thenApply(reply -> outcome(reply, AgentWriter::found)));
    }

    private CompletionStage<Outcome<ReinstateAgentResponse>> reinstate(
            ReinstateAgentRequest request) {
        Reading<Operated> reading =
                WishReader.operated(
                        request.getPool(),
                        request.getAgentId(),
                        request.getOperator(),
                        request.getReason());
        return reinstate.answer(
                reading,
                wish ->
                        agents.reinstate(wish.named().pool(), wish.named().agent(), wish.operator())
                                .thenApply(reply -> outcome(reply, AgentWriter::reinstated)));
    }

    private CompletionStage<Outcome<ExcludeAgentResponse>> exclude(ExcludeAgentRequest request) {
        Reading<Operated> reading =
                WishReader.operated(
                        request.getPool(),
                        request.getAgentId(),
                        request.getOperator(),
                        request.getReason());
        return exclude.answer(
                reading,
                wish ->
                        agents.exclude(wish.named().pool(), wish.named().agent(), wish.operator())
                                .thenApply(reply -> outcome(reply, AgentWriter::excluded)));
    }

    private static <T, A> Outcome<A> outcome(Agents.Reply<T> reply, Function<T, A> message) {
        return switch (reply) {
            case Agents.Reply.Given<T>(T value) -> new Outcome.Answer<>(message.apply(value));
            case Agents.Reply.Refused<T>(var refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
