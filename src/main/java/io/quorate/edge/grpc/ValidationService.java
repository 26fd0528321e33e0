package io.quorate.edge.grpc;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.quorate.edge.grpc.Unary.Outcome;
import io.quorate.edge.wire.DecisionWriter;
import io.quorate.edge.wire.RequestReader;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.DeliberateRequest;
import io.quorate.edge.wire.v1.DeliberateResponse;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.engine.Decisions;
import io.quorate.engine.GivenDeliberation;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.draft.DraftReader.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Decides on given votes, of one round or of two.
@GrpcService
final class ValidationService implements BindableService {
    private final Decisions decisions;
    private final Ticker ticker;
    private final Unary<DecideRequest, DecideResponse> decide;
    private final Unary<DeliberateRequest, DeliberateResponse> deliberate;

    ValidationService(Decisions decisions, Ticker ticker, Signals signals) {
        this.decisions = decisions;
        this.ticker = ticker;
        this.decide = new Unary<>(ValidationServiceGrpc.getDecideMethod(), this::decide, signals);
        this.deliberate =
                new Unary<>(ValidationServiceGrpc.getDeliberateMethod(), this::deliberate, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(ValidationServiceGrpc.getServiceDescriptor(), decide, deliberate);
    }

    private CompletionStage<Outcome<DecideResponse>> decide(DecideRequest request) {
        return switch (RequestReader.read(request, deadline())) {
            case Reading.Read<GivenVotes>(GivenVotes given) ->
                    decisions
                            .decide(given)
                            .thenApply(reply -> outcome(reply, DecisionWriter::answer));
            case Reading.Refused<GivenVotes>(Refusal.InvalidFields refusal) ->
                    decide.refused(refusal);
        };
    }

    private CompletionStage<Outcome<DeliberateResponse>> deliberate(DeliberateRequest request) {
        return switch (RequestReader.read(request, deadline())) {
            case Reading.Read<GivenDeliberation>(GivenDeliberation given) ->
                    decisions
                            .deliberate(given)
                            .thenApply(reply -> outcome(reply, DecisionWriter::deliberated));
            case Reading.Refused<GivenDeliberation>(Refusal.InvalidFields refusal) ->
                    deliberate.refused(refusal);
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
