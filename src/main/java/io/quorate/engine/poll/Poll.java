package io.quorate.engine.poll;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Effect;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.FurtherRound;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.consensus.round.Step;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Validator.Asking;
import io.quorate.engine.poll.Validator.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One pool being asked about one submission: hands out the papers, makes events of what comes
/// back, and does what the round says is to be done.
///
/// What changes is touched by the tasks of `serial` alone.
public final class Poll {
    private final PoolPolicy pool;
    private final Brief brief;
    private final Means means;
    private final Messenger messenger;
    private final Consumer<Happening> watcher;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final CompletableFuture<Optional<RoundReport>> whole = new CompletableFuture<>();
    private final Serial serial = new Serial();

    private final Awaited awaited = new Awaited();
    private final List<RoundReport> earlier = new ArrayList<>();
    private Round round;

    /// Timers cannot be taken back; once the poll has ended they hold nothing of it any more.
    private final AtomicReference<@Nullable Poll> self = new AtomicReference<>();

    /// What came out.
    ///
    /// @param earlier how the rounds ended that could not decide
    /// @param whole the last round with the votes that came after the outcome, at the deadline at
    ///   the latest; empty where none was waited for
    public record Result(
            List<RoundReport> earlier,
            Conclusion conclusion,
            CompletionStage<Optional<RoundReport>> whole) {
        public Result {
            earlier = List.copyOf(earlier);
        }
    }

    private Poll(Brief brief, Means means, Consumer<Happening> watcher, Round round) {
        this.pool = brief.pool();
        this.brief = brief;
        this.means = means;
        this.messenger = new Messenger(pool.id(), means);
        this.watcher = watcher;
        this.round = round;
    }

    /// Asks the pool; completes with a value by the end of the opening's window.
    public static CompletionStage<Result> open(
            Brief brief, Opening opening, Means means, Consumer<Happening> watcher) {
        Instant now = means.ticker().now();
        Step first = Round.open(opening, now);
        Poll poll = new Poll(brief, means, watcher, first.round());
        poll.self.set(poll);
        var _ = poll.whole.whenComplete((_, _) -> poll.self.set(null));
        poll.submit(() -> poll.perform(first.effects(), now));
        poll.at(deadline(poll.round), now, Poll::deadlinePassed);
        Runnable ended = brief.rumours().follow(brief.pool().id(), poll::found);
        var _ = poll.result.whenComplete((_, _) -> ended.run());
        return poll.result.minimalCompletionStage();
    }

    private void at(Instant due, Instant now, Consumer<Poll> task) {
        AtomicReference<@Nullable Poll> held = self;
        Duration left = Duration.between(now, due);
        means.ticker()
                .after(
                        left.isNegative() ? Duration.ZERO : left,
                        () -> {
                            Poll poll = held.get();
                            if (poll != null) {
                                poll.submit(() -> task.accept(poll));
                            }
                        });
    }

    private static Instant deadline(Round round) {
        return round.opening().window().closes().orElseThrow();
    }

    /// A bug of ours must reach the caller, and must not keep what comes after it from running.
    private void submit(Runnable task) {
        serial.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                withdraw(awaited.all(), Reason.NOT_NEEDED);
                result.completeExceptionally(bug);
                whole.completeExceptionally(bug);
            }
        });
    }

    private void deadlinePassed() {
        if (!whole.isDone()) {
            Set<AgentId> late = awaited.all();
            apply(new Event.DeadlinePassed(means.ticker().now()));
            withdraw(late, Reason.TOO_LATE);
        }
    }

    /// What is found about those that may vote in this round, while it has no outcome.
    private void found(List<Fault> faults) {
        means.threads().execute(() -> submit(() -> heed(faults)));
    }

    private void heed(List<Fault> faults) {
        Set<AgentId> voting = new HashSet<>();
        round.opening().electorate().seats().stream()
                .filter(Seat::mayVote)
                .forEach(seat -> voting.add(seat.agent()));
        List<Fault> news =
                faults.stream()
                        .filter(fault -> voting.contains(fault.agent()))
                        .filter(fault -> !round.faults().contains(fault))
                        .toList();
        if (!result.isDone() && !news.isEmpty()) {
            apply(new Event.Found(news, means.ticker().now()));
        }
    }

    private void apply(Event event) {
        Step step = round.apply(event);
        round = step.round();
        perform(step.effects(), event.at());
    }

    private void perform(List<Effect> effects, Instant now) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Ask(var seated) -> {
                    watcher.accept(
                            new Happening.RoundOpened(
                                    pool.id(), round.opening().number(), seated, deadline(round)));
                    ask(seated);
                    lookLater(round.opening().number(), now);
                }
                case Effect.AskInShadow(var shadows) -> ask(shadows);
                case Effect.Conclude(var conclusion) ->
                        result.complete(
                                new Result(earlier, conclusion, whole.minimalCompletionStage()));
                case Effect.Release(var released) ->
                        withdraw(Set.copyOf(released), Reason.NOT_NEEDED);
                case Effect.Repeat(var further, var report) -> repeat(further, report, now);
                case Effect.RecordCollected collected ->
                        whole.complete(Optional.of(collected.whole()));
                // It is among the faults of what is collected.
                case Effect.RecordIncident _ -> {}
            }
        }
        if (result.isDone() && !round.isCollecting()) {
            whole.complete(Optional.empty());
        }
    }

    private void ask(List<AgentId> seated) {
        Opening opening = round.opening();
        Set<AgentId> shadows = opening.roster().shadows();
        for (AgentId id : seated) {
            awaited.add(
                    id,
                    shadows.contains(id)
                            ? Patience.toTheEnd(opening.window())
                            : Patience.of(means.paces().usual(pool.id(), id), opening.window()));
        }
        for (AgentId id : seated) {
            AgentPolicy agent = Objects.requireNonNull(brief.agents().get(id));
            if (brief.purse().pays(agent)) {
                means.paces().asked(pool.id(), id);
                call(agent, opening);
            } else {
                Answer none = Answer.Silent.of(SilenceCause.OVER_BUDGET, "");
                submit(() -> heard(opening.number(), id, none));
            }
        }
    }

    private void call(AgentPolicy agent, Opening opening) {
        AgentId id = agent.id();
        int number = opening.number();
        awaited.called(id);
        messenger.send(
                agent,
                paper(opening, id),
                asking -> submit(() -> begun(number, id, asking)),
                answer -> submit(() -> heard(number, id, answer)));
    }

    private void lookLater(int number, Instant now) {
        awaited.nextAfter(now)
                .filter(next -> next.isBefore(deadline(round)))
                .ifPresent(next -> at(next, now, poll -> poll.look(number)));
    }

    /// Does something about those who take longer than they use to: a second call may take another
    /// way, and where too few votes would be left, standbys vote instead.
    private void look(int number) {
        if (!isOpen(number) || result.isDone()) {
            return;
        }
        Instant now = means.ticker().now();
        for (AgentId id : awaited.dueForSecond(now)) {
            AgentPolicy agent = Objects.requireNonNull(brief.agents().get(id));
            if (mayTakeAnotherWay(agent)
                    && means.paces().allowsSecond(pool.id(), id)
                    && brief.purse().pays(agent)) {
                call(agent, round.opening());
            }
        }
        List<AgentId> overdue = awaited.overdue(now);
        Step step = round.apply(new Event.Overdue(overdue, now));
        if (!step.effects().isEmpty()) {
            overdue.forEach(id -> awaited.withdraw(id, Reason.TOO_LATE));
        }
        round = step.round();
        perform(step.effects(), now);
        if (isOpen(number)) {
            lookLater(number, now);
        }
    }

    /// Over the line that an agent holds to us, or within this process, there is no other way; and
    /// where nothing is repeated, neither is this.
    private static boolean mayTakeAnotherWay(AgentPolicy agent) {
        return agent.guard().retries() > 0
                && switch (agent.transport()) {
                    case Transport.Grpc _, Transport.OpenAi _ -> true;
                    case Transport.Attend _, Transport.Builtin _, Transport.Caller _ -> false;
                };
    }

    private BallotPaper paper(Opening opening, AgentId agent) {
        return new BallotPaper(
                opening.decision(),
                pool.id(),
                agent,
                opening.number(),
                opening.nonce().orElseThrow(),
                brief.submission(),
                opening.submission(),
                deadline(round),
                Task.VOTE,
                brief.arguments());
    }

    private void begun(int number, AgentId agent, Asking asking) {
        if (!isOpen(number) || !awaited.keeps(agent, asking)) {
            asking.withdraw(Reason.NOT_NEEDED);
        }
    }

    private void heard(int number, AgentId agent, Answer answer) {
        answer.usage().ifPresent(brief.purse()::charge);
        if (!isOpen(number) || !awaited.settles(agent, answer)) {
            return;
        }
        Instant now = means.ticker().now();
        switch (answer) {
            case Answer.Voted voted -> {
                tell(
                        agent,
                        new Happening.VoteReceived(
                                pool.id(), number, agent, voted.vote().choice()));
                apply(new Event.Arrived(List.of(ballot(agent, voted, now)), now));
            }
            case Answer.Proposed proposed -> {
                tell(agent, new Happening.VoteReceived(pool.id(), number, agent, Optional.empty()));
                apply(new Event.Arrived(List.of(ballot(agent, unvoted(proposed), now)), now));
            }
            case Answer.Silent(var cause, var detail, var _) -> {
                tell(agent, new Happening.AgentSilent(pool.id(), number, agent, cause, detail));
                apply(new Event.Unanswered(agent, cause, now));
            }
        }
    }

    /// What comes after the outcome, or in the shadow, concerns nobody who waits for the outcome.
    private void tell(AgentId agent, Happening happening) {
        if (!result.isDone() && !round.opening().roster().shadows().contains(agent)) {
            watcher.accept(happening);
        }
    }

    private boolean isOpen(int number) {
        return !whole.isDone() && round.opening().number() == number;
    }

    /// An answer where a vote was asked for.
    private static Answer.Voted unvoted(Answer.Proposed proposed) {
        Vote vote =
                new Vote(
                        proposed.proposal().agent(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        "",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("it is an answer, and a vote was asked for"));
        return new Answer.Voted(
                vote, proposed.decision(), proposed.round(), proposed.nonce(), proposed.usage());
    }

    private static Ballot ballot(AgentId agent, Answer.Voted voted, Instant now) {
        return new Ballot(
                voted.vote(),
                new Provenance.Delivered(
                        agent, voted.decision(), voted.round(), voted.nonce(), now, voted.usage()));
    }

    private void withdraw(Set<AgentId> released, Reason reason) {
        released.forEach(agent -> awaited.withdraw(agent, reason));
    }

    private void repeat(FurtherRound further, RoundReport report, Instant now) {
        earlier.add(report);
        Opening before = round.opening();
        Opening again =
                new Opening(
                        before.decision(),
                        before.number() + 1,
                        before.submission(),
                        further.electorate(),
                        before.rules(),
                        reseated(before.roster(), further),
                        Optional.of(means.ids().nonce()),
                        Window.between(now, deadline(round)),
                        before.sources(),
                        before.collecting(),
                        Reserve.NONE);
        Step step = Round.open(again, now);
        round = step.round();
        perform(step.effects(), now);
    }

    private static Roster reseated(Roster before, FurtherRound further) {
        Set<AgentId> unseated = new HashSet<>(before.unseated());
        for (FurtherRound.Refill refill : further.refills()) {
            unseated.remove(refill.takes());
            unseated.add(refill.leaves());
        }
        return before.with(unseated);
    }
}
