package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.DecisionWriter;
import io.quorate.edge.wire.LabelWriter;
import io.quorate.edge.wire.RequestReader;
import io.quorate.edge.wire.ValidationWriter;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.DeliberateRequest;
import io.quorate.edge.wire.v1.DeliberateResponse;
import io.quorate.edge.wire.v1.ReportOutcomeRequest;
import io.quorate.edge.wire.v1.ReportOutcomeResponse;
import io.quorate.edge.wire.v1.RevokeOutcomeRequest;
import io.quorate.edge.wire.v1.RevokeOutcomeResponse;
import io.quorate.edge.wire.v1.ValidateRequest;
import io.quorate.edge.wire.v1.ValidateResponse;
import io.quorate.edge.wire.v1.ValidateStreamRequest;
import io.quorate.edge.wire.v1.ValidateStreamResponse;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.engine.Decisions;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.Validations;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.WishReader;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.reputation.Outcomes;
import io.quorate.engine.reputation.ReputationStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Decides on given votes, of one round or of two, and on those of the agents that it asks; is told
/// what turned out to be right.
@GrpcService
final class ValidationService implements BindableService {
    private final Decisions decisions;
    private final Validations validations;
    private final Ticker ticker;
    private final Outcomes outcomes;
    final Unary<DecideRequest, DecideResponse> decide;
    private final Unary<DeliberateRequest, DeliberateResponse> deliberate;
    private final Unary<ValidateRequest, ValidateResponse> validate;
    private final Told<ValidateStreamRequest, ValidateStreamResponse> validateStream;
    private final Batch validateBatch;
    private final Unary<ReportOutcomeRequest, ReportOutcomeResponse> reportOutcome;
    private final Unary<RevokeOutcomeRequest, RevokeOutcomeResponse> revokeOutcome;

    ValidationService(
            Decisions decisions,
            Validations validations,
            Outcomes outcomes,
            Ticker ticker,
            Signals signals) {
        this.outcomes = outcomes;
        this.decisions = decisions;
        this.validations = validations;
        this.ticker = ticker;
        this.decide = new Unary<>(ValidationServiceGrpc.getDecideMethod(), this::decide, signals);
        this.deliberate =
                new Unary<>(ValidationServiceGrpc.getDeliberateMethod(), this::deliberate, signals);
        this.validate =
                new Unary<>(
                        ValidationServiceGrpc.getValidateMethod(),
                        request -> validate(request, _ -> {}),
                        signals);
        this.validateStream =
                new Told<>(
                        ValidationServiceGrpc.getValidateStreamMethod(),
                        this::validateStream,
                        signals);
        this.validateBatch = new Batch(ValidationServiceGrpc.getValidateBatchMethod(), validate);
        this.reportOutcome =
                new Unary<>(
                        ValidationServiceGrpc.getReportOutcomeMethod(),
                        this::reportOutcome,
                        signals);
        this.revokeOutcome =
                new Unary<>(
                        ValidationServiceGrpc.getRevokeOutcomeMethod(),
                        this::revokeOutcome,
                        signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(
                ValidationServiceGrpc.getServiceDescriptor(),
                decide,
                deliberate,
                validate,
                validateStream,
                validateBatch,
                reportOutcome,
                revokeOutcome);
    }

    private CompletionStage<Outcome<DecideResponse>> decide(DecideRequest request) {
        return decide.answer(
                RequestReader.read(request, deadline()),
                given ->
                        decisions
                                .decide(given)
                                .thenApply(reply -> outcome(reply, DecisionWriter::answer)));
    }

    private CompletionStage<Outcome<DeliberateResponse>> deliberate(DeliberateRequest request) {
        return deliberate.answer(
                RequestReader.read(request, deadline()),
                given ->
                        decisions
                                .deliberate(given)
                                .thenApply(reply -> outcome(reply, DecisionWriter::deliberated)));
    }

    private CompletionStage<Outcome<ValidateResponse>> validate(
            ValidateRequest request, Consumer<Happening> watcher) {
        return validate.answer(
                RequestReader.read(request, deadline()),
                validation ->
                        validations
                                .validate(validation, watcher)
                                .thenApply(reply ->
                                        outcome(
                                                reply,
                                                decided ->
                                                        ValidationWriter.answer(
                                                                decided, validation))));
    }

    private CompletionStage<Outcome<ValidateStreamResponse>> validateStream(
            ValidateStreamRequest request, Consumer<ValidateStreamResponse> caller) {
        return validate(
                        request.getValidation(),
                        happening -> caller.accept(ValidationWriter.event(happening)))
                .thenApply(ValidationService::last);
    }

    private static Outcome<ValidateStreamResponse> last(Outcome<ValidateResponse> outcome) {
        return switch (outcome) {
            case Outcome.Answer<ValidateResponse>(var answer) ->
                    new Outcome.Answer<>(
                            ValidateStreamResponse.newBuilder().setAnswer(answer).build());
            case Outcome.Refused<ValidateResponse>(var refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    private CompletionStage<Outcome<ReportOutcomeResponse>> reportOutcome(
            ReportOutcomeRequest request) {
        Reading<Outcomes.Report> reading =
                WishReader.report(
                        request.getDecisionId(),
                        request.getPool(),
                        request.getRight(),
                        request.getService());
        return reportOutcome.answer(
                reading,
                report ->
                        outcomes.report(report)
                                .thenApply(known -> outcome(known, LabelWriter::reported)));
    }

    private CompletionStage<Outcome<RevokeOutcomeResponse>> revokeOutcome(
            RevokeOutcomeRequest request) {
        Reading<WishReader.Revocation> reading =
                WishReader.revocation(
                        request.getDecisionId(),
                        request.getPool(),
                        request.getOperator(),
                        request.getReason());
        return revokeOutcome.answer(
                reading,
                revocation ->
                        outcomes.revoke(
                                        revocation.decision(),
                                        revocation.pool(),
                                        revocation.operator())
                                .thenApply(known ->
                                        outcome(
                                                known,
                                                _ -> RevokeOutcomeResponse.getDefaultInstance())));
    }

    private static <A> Outcome<A> outcome(
            Outcomes.Known known, Function<ReputationStore.Label, A> message) {
        return switch (known) {
            case Outcomes.Known.Stands(var label) -> new Outcome.Answer<>(message.apply(label));
            case Outcomes.Known.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    private Optional<Instant> deadline() {
        return Optional.ofNullable(Context.current().getDeadline())
                .map((Deadline deadline) -> deadline.timeRemaining(TimeUnit.NANOSECONDS))
                .map(nanos -> ticker.now().plusNanos(nanos));
    }

    private static <A> Outcome<A> outcome(Reply reply, Function<Reply.Decided, A> writer) {
        return switch (reply) {
            case Reply.Decided decided -> new Outcome.Answer<>(writer.apply(decided));
            case Reply.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
