package io.quorate.edge.validators;

import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Vote;
import io.quorate.edge.validators.builtin.Builtins;
import io.quorate.edge.validators.builtin.Judgement;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Task;
import io.quorate.engine.poll.Validator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// An agent that is a check of the sidecar itself; it judges on the thread that asks.
final class BuiltinValidator implements Validator {
    private final String check;

    BuiltinValidator(String check) {
        this.check = check;
    }

    @Override
    public Asking ask(BallotPaper paper) {
        if (paper.task() == Task.PROPOSE) {
            Proposal none =
                    Proposal.none(paper.agent(), "A check has no answers.", Optional.empty());
            return Validator.answered(
                    CompletableFuture.completedStage(
                            Answer.Proposed.on(paper, none, Optional.empty())));
        }
        Vote vote = vote(paper.agent(), Builtins.judge(check, paper.submission()));
        return Validator.answered(
                CompletableFuture.completedStage(Answer.Voted.on(paper, vote, Optional.empty())));
    }

    private static Vote vote(AgentId agent, Judgement judgement) {
        return switch (judgement) {
            case Judgement.Abstention(var reason) -> Vote.abstention(agent, reason);
            case Judgement.Opinion(
                            var choice,
                            var confidence,
                            var score,
                            var reasoning,
                            var evidence) ->
                    new Vote(
                            agent,
                            Optional.of(choice),
                            OptionalDouble.of(confidence),
                            OptionalDouble.of(score),
                            reasoning,
                            List.copyOf(evidence),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
        };
    }
}
