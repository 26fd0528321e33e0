package io.quorate.engine.poll;

import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.consensus.round.Effect;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Validator.Asking;
import io.quorate.engine.poll.Validator.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One pool being asked for answers of its own: everybody is waited for until the deadline, since
/// nobody may see an answer before all are in.
///
/// What changes is touched by the tasks of `serial` alone.
public final class Proposals {
    private final Brief brief;
    private final Opening opening;
    private final Means means;
    private final Consumer<Happening> watcher;
    private final Serial serial = new Serial();
    private final CompletableFuture<Gathered> result = new CompletableFuture<>();

    private final Set<AgentId> awaited = new HashSet<>();
    private final Map<AgentId, Asking> asked = new HashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final SortedMap<AgentId, SilenceCause> silences = new TreeMap<>();

    /// What came in.
    ///
    /// @param silences why others gave nothing, where that is known
    public record Gathered(
            List<Proposal> proposals, SortedMap<AgentId, SilenceCause> silences, Instant at) {
        public Gathered {
            proposals = List.copyOf(proposals);
            silences = new TreeMap<>(silences);
        }
    }

    private Proposals(Brief brief, Opening opening, Means means, Consumer<Happening> watcher) {
        this.brief = brief;
        this.opening = opening;
        this.means = means;
        this.watcher = watcher;
    }

    /// Asks whoever may vote in this round; completes with a value by the end of its window.
    public static CompletionStage<Gathered> open(
            Brief brief, Opening opening, Means means, Consumer<Happening> watcher) {
        Proposals gathering = new Proposals(brief, opening, means, watcher);
        Instant now = means.ticker().now();
        gathering.submit(() -> gathering.ask(now));
        Duration left = Duration.between(now, gathering.deadline());
        means.ticker()
                .after(
                        left.isNegative() ? Duration.ZERO : left,
                        () -> gathering.submit(gathering::deadlinePassed));
        return gathering.result.minimalCompletionStage();
    }

    private Instant deadline() {
        return opening.window().closes().orElseThrow();
    }

    private void submit(Runnable task) {
        serial.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                withdraw(Reason.NOT_NEEDED);
                result.completeExceptionally(bug);
            }
        });
    }

    private void ask(Instant now) {
        List<AgentId> seated =
                Round.open(opening, now).effects().stream()
                        .filter(Effect.Ask.class::isInstance)
                        .flatMap(ask -> ((Effect.Ask) ask).agents().stream())
                        .toList();
        awaited.addAll(seated);
        watcher.accept(
                new Happening.RoundOpened(brief.pool().id(), opening.number(), seated, deadline()));
        Messenger messenger = new Messenger(brief.pool().id(), means);
        for (AgentId id : seated) {
            AgentPolicy agent = Objects.requireNonNull(brief.agents().get(id));
            if (brief.purse().pays(agent)) {
                messenger.send(
                        agent,
                        paper(id),
                        asking -> submit(() -> begun(id, asking)),
                        answer -> submit(() -> heard(id, answer)));
            } else {
                submit(() -> heard(id, Answer.Silent.of(SilenceCause.OVER_BUDGET, "")));
            }
        }
        endIfAllIsIn();
    }

    private BallotPaper paper(AgentId agent) {
        return new BallotPaper(
                opening.decision(),
                brief.pool().id(),
                agent,
                opening.number(),
                opening.nonce().orElseThrow(),
                brief.submission(),
                opening.submission(),
                deadline(),
                Task.PROPOSE,
                List.of());
    }

    private void begun(AgentId agent, Asking asking) {
        if (awaited.contains(agent)) {
            asked.put(agent, asking);
        } else {
            asking.withdraw(Reason.NOT_NEEDED);
        }
    }

    private void heard(AgentId agent, Answer answer) {
        answer.usage().ifPresent(brief.purse()::charge);
        if (!awaited.remove(agent)) {
            return;
        }
        asked.remove(agent);
        switch (answer) {
            case Answer.Proposed(var proposal, var decision, var round, var nonce, var usage) ->
                    take(
                            proposal.from(
                                    new Provenance.Delivered(
                                            agent,
                                            decision,
                                            round,
                                            nonce,
                                            means.ticker().now(),
                                            usage)),
                            agent);
            case Answer.Voted(Vote vote, var decision, var round, var nonce, var usage) ->
                    take(
                            unproposed(vote)
                                    .from(
                                            new Provenance.Delivered(
                                                    agent,
                                                    decision,
                                                    round,
                                                    nonce,
                                                    means.ticker().now(),
                                                    usage)),
                            agent);
            case Answer.Silent(var cause, var detail, var _) -> {
                silences.put(agent, cause);
                watcher.accept(
                        new Happening.AgentSilent(
                                brief.pool().id(), opening.number(), agent, cause, detail));
            }
        }
        endIfAllIsIn();
    }

    private void take(Proposal proposal, AgentId agent) {
        proposals.add(proposal);
        watcher.accept(
                new Happening.VoteReceived(
                        brief.pool().id(), opening.number(), agent, Optional.empty()));
    }

    /// An abstention takes no side, whatever was asked for; a vote for something is no answer.
    private static Proposal unproposed(Vote vote) {
        return Proposal.none(
                vote.agent(),
                vote.reasoning(),
                vote.choice().isEmpty()
                        ? vote.defect()
                        : Optional.of("it is a vote, and an answer was asked for"));
    }

    private void deadlinePassed() {
        if (!result.isDone()) {
            withdraw(Reason.TOO_LATE);
            endIfAllIsIn();
        }
    }

    private void withdraw(Reason reason) {
        awaited.clear();
        List<Asking> late = List.copyOf(asked.values());
        asked.clear();
        late.forEach(asking -> asking.withdraw(reason));
    }

    private void endIfAllIsIn() {
        if (awaited.isEmpty()) {
            result.complete(new Gathered(proposals, silences, means.ticker().now()));
        }
    }
}
