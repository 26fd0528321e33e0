package io.quorate.engine.poll;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.engine.Signals;
import io.quorate.engine.poll.Validator.Asking;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Takes papers to agents, each on a thread of its own, and brings back what comes of it.
record Messenger(PoolId pool, Means means) {

    /// @param begun told once the agent has been asked
    /// @param heard told once there is an answer, not before `begun`
    void send(
            AgentPolicy agent, BallotPaper paper, Consumer<Asking> begun, Consumer<Answer> heard) {
        means.threads().execute(() -> carry(agent, paper, begun, heard));
    }

    private void carry(
            AgentPolicy agent, BallotPaper paper, Consumer<Asking> begun, Consumer<Answer> heard) {
        long since = means.ticker().nanos();
        Asking asking = begin(agent, paper);
        begun.accept(asking);
        asking.answer()
                .exceptionally(Messenger::broken)
                .thenAccept(answer -> {
                    Duration took = Duration.ofNanos(means.ticker().nanos() - since);
                    switch (answer) {
                        case Answer.Voted _, Answer.Proposed _ ->
                                means.paces().answered(pool, agent.id(), took);
                        case Answer.Silent _ -> {}
                    }
                    means.signals().emit(new Signals.Signal.Asked(pool, agent.id(), answer, took));
                    heard.accept(answer);
                });
    }

    /// A validator that breaks its contract costs its agent's vote, and not the call.
    private Asking begin(AgentPolicy agent, BallotPaper paper) {
        try {
            return means.validators().of(pool, agent).ask(paper);
        } catch (RuntimeException | Error bug) {
            return Validator.answered(CompletableFuture.completedStage(broken(bug)));
        }
    }

    private static Answer broken(Throwable bug) {
        return Answer.Silent.of(SilenceCause.FAILED, "a defect of Quorate: " + bug);
    }
}
