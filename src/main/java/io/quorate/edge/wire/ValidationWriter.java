package io.quorate.edge.wire;

import io.quorate.core.consensus.ruling.Suggestion;
import io.quorate.core.protocol.AgentId;
import io.quorate.edge.wire.v1.AgentSilent;
import io.quorate.edge.wire.v1.Objection;
import io.quorate.edge.wire.v1.PoolDecided;
import io.quorate.edge.wire.v1.Refused;
import io.quorate.edge.wire.v1.RoundOpened;
import io.quorate.edge.wire.v1.SuggestedAction;
import io.quorate.edge.wire.v1.ValidateResponse;
import io.quorate.edge.wire.v1.ValidateStreamResponse;
import io.quorate.edge.wire.v1.VoteReceived;
import io.quorate.engine.ProposedAnswer;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Validation;
import io.quorate.engine.poll.Happening;

/// Writes the answers to validations, and what happens on the way to them.
public final class ValidationWriter {
    private ValidationWriter() {}

    /// @param validation what was asked
    public static ValidateResponse answer(Reply.Decided decided, Validation validation) {
        ValidateResponse.Builder response =
                ValidateResponse.newBuilder()
                        .setDecision(DecisionWriter.decision(decided.stored()))
                        .addAllVotes(DecisionWriter.votes(decided.stored()))
                        .setSuggestion(
                                suggestion(Suggestion.of(decided.stored().record().findings())))
                        .setTimings(DecisionWriter.timings(decided.timings()));
        if (validation.isOpen()) {
            ProposedAnswer.told(decided.stored())
                    .forEach(answer -> response.addAnswers(DecisionWriter.proposed(answer)));
        }
        switch (decided.replayed()) {
            case Reply.Replay.First() -> response.setReplayed(false);
            case Reply.Replay.Again(var duplicate) -> {
                response.setReplayed(true);
                duplicate
                        .map(DecisionWriter::position)
                        .ifPresent(response::setDuplicateLogPosition);
            }
        }
        return response.build();
    }

    public static ValidateStreamResponse event(Happening happening) {
        ValidateStreamResponse.Builder event = ValidateStreamResponse.newBuilder();
        switch (happening) {
            case Happening.RoundOpened(var pool, var round, var asked, var deadline) ->
                    event.setRoundOpened(
                            RoundOpened.newBuilder()
                                    .setPool(pool.value())
                                    .setRound(round)
                                    .addAllAgents(asked.stream().map(AgentId::value).toList())
                                    .setDeadline(Moments.write(deadline)));
            case Happening.VoteReceived(var pool, var round, var agent, var choice) -> {
                VoteReceived.Builder received =
                        VoteReceived.newBuilder()
                                .setPool(pool.value())
                                .setRound(round)
                                .setAgentId(agent.value());
                choice.map(Words::write).ifPresent(received::setChoice);
                event.setVoteReceived(received);
            }
            case Happening.AgentSilent(var pool, var round, var agent, var cause, var detail) ->
                    event.setAgentSilent(
                            AgentSilent.newBuilder()
                                    .setPool(pool.value())
                                    .setRound(round)
                                    .setAgentId(agent.value())
                                    .setCause(Words.write(cause))
                                    .setDetail(detail));
            case Happening.PoolDecided(var outcome) ->
                    event.setPoolDecided(
                            PoolDecided.newBuilder()
                                    .setPool(outcome.pool().value())
                                    .setOutcome(DecisionWriter.outcome(outcome.outcome()))
                                    .setExplanation(outcome.explanation()));
        }
        return event.build();
    }

    public static Refused refused(Refusal refusal) {
        return Refused.newBuilder()
                .setReason(Words.write(refusal))
                .setMessage(refusal.text())
                .build();
    }

    private static io.quorate.edge.wire.v1.Suggestion suggestion(Suggestion suggestion) {
        var builder =
                io.quorate.edge.wire.v1.Suggestion.newBuilder()
                        .setAction(
                                switch (suggestion.action()) {
                                    case ACCEPT -> SuggestedAction.SUGGESTED_ACTION_ACCEPT;
                                    case REJECT -> SuggestedAction.SUGGESTED_ACTION_REJECT;
                                    case REVISE -> SuggestedAction.SUGGESTED_ACTION_REVISE;
                                    case ESCALATE -> SuggestedAction.SUGGESTED_ACTION_ESCALATE;
                                });
        for (Suggestion.Objection objection : suggestion.objections()) {
            builder.addObjections(
                    Objection.newBuilder()
                            .setPool(objection.pool().value())
                            .setAgentId(objection.agent().value())
                            .setReasoning(objection.reasoning()));
        }
        return builder.build();
    }
}
