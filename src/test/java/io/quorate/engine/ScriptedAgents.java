package io.quorate.engine;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Validator;
import io.quorate.engine.poll.Validators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Agents that do what a script says, after a delay, in virtual time.
final class ScriptedAgents implements Validators {
    private final VirtualTime time;
    private final Map<AgentId, Behaviour> behaviours = new HashMap<>();
    final List<BallotPaper> papers = new ArrayList<>();
    final Map<AgentId, Validator.Reason> withdrawn = new HashMap<>();
    int unfinished;

    /// What an agent does with a paper.
    record Behaviour(Duration delay, Function<BallotPaper, Optional<Answer>> answer) {}

    ScriptedAgents(VirtualTime time) {
        this.time = time;
    }

    ScriptedAgents votes(String agent, Choice choice, long millis) {
        return does(
                agent,
                millis,
                paper ->
                        Answer.Voted.on(
                                paper, Vote.of(paper.agent(), choice, 0.9), Optional.empty()));
    }

    ScriptedAgents fails(String agent, SilenceCause cause, long millis) {
        return does(agent, millis, _ -> Answer.Silent.of(cause, "scripted"));
    }

    ScriptedAgents hangs(String agent) {
        return behaves(agent, new Behaviour(Duration.ofDays(1), _ -> Optional.empty()));
    }

    ScriptedAgents does(String agent, long millis, Function<BallotPaper, Answer> answer) {
        return behaves(
                agent,
                new Behaviour(
                        Duration.ofMillis(millis), paper -> Optional.of(answer.apply(paper))));
    }

    ScriptedAgents behaves(String agent, Behaviour behaviour) {
        behaviours.put(new AgentId(agent), behaviour);
        return this;
    }

    @Override
    public Validator of(PoolId pool, AgentPolicy agent) {
        return paper -> {
            papers.add(paper);
            return new Scripted(paper, behaviours.getOrDefault(agent.id(), silent()));
        };
    }

    private static Behaviour silent() {
        return new Behaviour(Duration.ofDays(1), _ -> Optional.empty());
    }

    private final class Scripted implements Validator.Asking {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final AgentId agent;

        Scripted(BallotPaper paper, Behaviour behaviour) {
            agent = paper.agent();
            unfinished++;
            var _ = answer.whenComplete((_, _) -> unfinished--);
            if (behaviour.delay().compareTo(Duration.ofDays(1)) < 0) {
                time.after(behaviour.delay(), () -> act(behaviour, paper));
            }
        }

        private void act(Behaviour behaviour, BallotPaper paper) {
            try {
                behaviour.answer().apply(paper).ifPresent(answer::complete);
            } catch (RuntimeException bug) {
                answer.completeExceptionally(bug);
            }
        }

        @Override
        public CompletionStage<Answer> answer() {
            return answer;
        }

        @Override
        public void withdraw(Validator.Reason reason) {
            withdrawn.putIfAbsent(agent, reason);
            answer.complete(Answer.Silent.of(SilenceCause.NO_VOTE, "withdrawn"));
        }
    }
}
