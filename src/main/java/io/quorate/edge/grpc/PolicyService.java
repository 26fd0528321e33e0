package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.core.planning.replay.DryRunReport;
import io.quorate.core.planning.replay.SweepReport;
import io.quorate.core.protocol.Digest;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.PolicyRequestReader;
import io.quorate.edge.wire.PolicyWriter;
import io.quorate.edge.wire.TrialWriter;
import io.quorate.edge.wire.v1.CheckPolicyRequest;
import io.quorate.edge.wire.v1.CheckPolicyResponse;
import io.quorate.edge.wire.v1.DryRunRequest;
import io.quorate.edge.wire.v1.DryRunResponse;
import io.quorate.edge.wire.v1.GetPolicyRequest;
import io.quorate.edge.wire.v1.GetPolicyResponse;
import io.quorate.edge.wire.v1.ListPolicyChangesRequest;
import io.quorate.edge.wire.v1.ListPolicyChangesResponse;
import io.quorate.edge.wire.v1.PolicyServiceGrpc;
import io.quorate.edge.wire.v1.TuneRequest;
import io.quorate.edge.wire.v1.TuneResponse;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.policy.Policies;
import io.quorate.engine.policy.Policies.Answer;
import io.quorate.engine.policy.Policies.Turn;
import io.quorate.engine.policy.RecordedDecisions.Span;
import io.quorate.engine.policy.Trial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Tells which policy is in force and which ones were, and tries others.
@GrpcService
final class PolicyService implements BindableService {
    private final Policies policies;
    private final Signals signals;
    private final Unary<GetPolicyRequest, GetPolicyResponse> getPolicy;
    private final Unary<ListPolicyChangesRequest, ListPolicyChangesResponse> listChanges;

    PolicyService(Policies policies, Signals signals) {
        this.policies = policies;
        this.signals = signals;
        getPolicy = new Unary<>(PolicyServiceGrpc.getGetPolicyMethod(), this::getPolicy, signals);
        listChanges =
                new Unary<>(
                        PolicyServiceGrpc.getListPolicyChangesMethod(), this::listChanges, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(
                PolicyServiceGrpc.getServiceDescriptor(),
                getPolicy,
                listChanges,
                new Unary<>(PolicyServiceGrpc.getCheckPolicyMethod(), this::check, signals),
                new Streaming<>(
                        PolicyServiceGrpc.getDryRunMethod(), this::dryRun, DRY_RUN, signals),
                new Streaming<>(PolicyServiceGrpc.getTuneMethod(), this::tune, TUNE, signals));
    }

    private CompletionStage<Outcome<GetPolicyResponse>> getPolicy(GetPolicyRequest request) {
        return request.hasPolicyDigest()
                ? getPolicy.answer(PolicyRequestReader.digest(request), this::policy)
                : inForce();
    }

    private CompletionStage<Outcome<GetPolicyResponse>> policy(Digest digest) {
        return digest.equals(policies.inForce().digest())
                ? inForce()
                : policies.find(digest)
                        .thenApply(answer -> outcome(answer, PolicyWriter::described));
    }

    private CompletionStage<Outcome<GetPolicyResponse>> inForce() {
        return CompletableFuture.completedStage(
                new Outcome.Answer<>(PolicyWriter.inForce(policies.inForce())));
    }

    private CompletionStage<Outcome<ListPolicyChangesResponse>> listChanges(
            ListPolicyChangesRequest request) {
        return listChanges.answer(
                PolicyRequestReader.pageSize(request),
                size ->
                        policies.changes(size, PolicyRequestReader.pageToken(request))
                                .thenApply(answer -> outcome(answer, PolicyWriter::page)));
    }

    private static <T, A> Outcome<A> outcome(Answer<T> answer, Function<T, A> message) {
        return switch (answer) {
            case Answer.Given<T>(T given) -> new Outcome.Answer<>(message.apply(given));
            case Answer.Refused<T>(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    private CompletionStage<Outcome<CheckPolicyResponse>> check(CheckPolicyRequest request) {
        // Reading a policy may take longer than the event loop may be held up.
        return CompletableFuture.supplyAsync(
                () ->
                        new Outcome.Answer<>(
                                PolicyWriter.checked(
                                        policies.check(request.getPolicy().toByteArray()),
                                        policies.inForce())),
                Thread::startVirtualThread);
    }

    private Answer<Trial> dryRun(DryRunRequest request, Trial.Listener<DryRunReport> listener) {
        return switch (PolicyRequestReader.span(request.getSpan())) {
            case Reading.Refused<Span>(Refusal.InvalidFields refusal) -> refused(refusal);
            case Reading.Read<Span>(Span span) ->
                    policies.dryRun(request.getPolicy().toByteArray(), span, listener);
        };
    }

    private Answer<Trial> tune(TuneRequest request, Trial.Listener<SweepReport> listener) {
        return switch (PolicyRequestReader.turn(request)) {
            case Reading.Refused<Turn>(Refusal.InvalidFields refusal) -> refused(refusal);
            case Reading.Read<Turn>(Turn turn) ->
                    switch (PolicyRequestReader.span(request.getSpan())) {
                        case Reading.Refused<Span>(Refusal.InvalidFields refusal) ->
                                refused(refusal);
                        case Reading.Read<Span>(Span span) -> policies.tune(turn, span, listener);
                    };
        };
    }

    /// A refusal that this edge gives, without having asked the engine.
    private Answer<Trial> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Answer.Refused<>(refusal);
    }

    private static final Streaming.Writer<DryRunResponse, DryRunReport> DRY_RUN =
            new Streaming.Writer<>() {
                @Override
                public DryRunResponse progress(long seen, long all) {
                    return TrialWriter.dryRun(seen, all);
                }

                @Override
                public DryRunResponse report(DryRunReport report, long damaged) {
                    return TrialWriter.dryRun(report, damaged);
                }
            };

    private static final Streaming.Writer<TuneResponse, SweepReport> TUNE =
            new Streaming.Writer<>() {
                @Override
                public TuneResponse progress(long seen, long all) {
                    return TrialWriter.tune(seen, all);
                }

                @Override
                public TuneResponse report(SweepReport report, long damaged) {
                    return TrialWriter.tune(report, damaged);
                }
            };
}
