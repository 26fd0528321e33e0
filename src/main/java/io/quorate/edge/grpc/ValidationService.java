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
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.engine.Decisions;
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

/// Decides on given votes.
@GrpcService
final class ValidationService implements BindableService {
    private final Decisions decisions;
    private final Ticker ticker;
    private final Unary<DecideRequest, DecideResponse> decide;

    ValidationService(Decisions decisions, Ticker ticker, Signals signals) {
        this.decisions = decisions;
        this.ticker = ticker;
        this.decide = new Unary<>(ValidationServiceGrpc.getDecideMethod(), this::decide, signals);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Method.service(ValidationServiceGrpc.getServiceDescriptor(), decide);
    }

    private CompletionStage<Outcome<DecideResponse>> decide(DecideRequest request) {
        return switch (RequestReader.read(request, deadline())) {
            case Reading.Read<GivenVotes>(GivenVotes given) ->
                    decisions.decide(given).thenApply(ValidationService::outcome);
            case Reading.Refused<GivenVotes>(Refusal.InvalidFields refusal) ->
                    decide.refused(refusal);
        };
    }

    private Optional<Instant> deadline() {
        return Optional.ofNullable(Context.current().getDeadline())
                .map((Deadline deadline) -> deadline.timeRemaining(TimeUnit.NANOSECONDS))
                .map(nanos -> ticker.now().plusNanos(nanos));
    }

    private static Outcome<DecideResponse> outcome(Reply reply) {
        return switch (reply) {
            case Reply.Decided decided -> new Outcome.Answer<>(DecisionWriter.answer(decided));
            case Reply.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
