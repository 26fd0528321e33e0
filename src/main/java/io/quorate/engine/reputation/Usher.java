package io.quorate.engine.reputation;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Move;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.core.reputation.standing.Ruling;
import io.quorate.core.reputation.standing.Standings;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Enrolled;
import io.quorate.engine.reputation.ReputationStore.Enrolling;
import io.quorate.engine.reputation.ReputationStore.PoolState;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who keeps the roll of one pool: moves agents as the rules, time, labels and operators say, and
/// lets new ones in. All of it runs on the desk's line, one change of the roll after the other.
///
/// A change is computed from the roll as it was read, and written only if the store still has that
/// one; where another sidecar came first, its roll is read and the change thought over again.
final class Usher {
    private static final Duration ALERT_EVERY = Duration.ofHours(1);

    private final Desk desk;
    private final Learning.World world;
    private final Telling telling;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Map<String, Instant> alerted = new HashMap<>();
    private boolean writing;
    private @Nullable Instant wakesAt;

    Usher(Desk desk, Learning.World world) {
        this.desk = desk;
        this.world = world;
        this.telling = new Telling(desk.pool(), world);
    }

    /// Writes down what the policy changed, and moves whom the rules want to be moved.
    void review() {
        if (writing) {
            return;
        }
        Optional<Roll> roll = desk.roll();
        if (roll.isEmpty()) {
            return;
        }
        Instant now = world.now();
        Standings standings = new Standings(desk.policy().quarantine());
        Roll next = roll.get();
        List<Move> moves = new ArrayList<>();
        for (AgentId agent : roll.get().members().keySet()) {
            Discipline before = discipline(next, agent);
            List<Incident> incidents = desk.watch().of(agent);
            alert(standings, agent, before, incidents, now);
            Optional<Move> move =
                    standings
                            .next(agent, before, incidents, desk.labelled(agent), now)
                            .or(() ->
                                    standings.slow(
                                            agent,
                                            before,
                                            desk.watch().misses(agent),
                                            desk.labelled(agent),
                                            now));
            if (move.isPresent()) {
                moves.add(move.get());
                next = next.after(move.get(), desk::labelled, now);
            }
        }
        if (!Optional.of(next).equals(desk.stored().roll())) {
            write(next, moves, now, this::reviewed);
        }
        wakeForTheNextEnd(next, now);
    }

    private void reviewed(Answer<Enrolled> answer) {
        switch (answer) {
            case Answer.Done<Enrolled>(Enrolled.Written(long _, var due)) -> {
                var _ = world.notes().note(due);
            }
            case Answer.Done<Enrolled>(Enrolled.Stale()) -> desk.exchange(() -> {});
            case Answer.Unavailable<Enrolled> _ ->
                    world.ticker()
                            .after(Desk.EXCHANGE_EVERY, () -> desk.line().run(desk::reviewSoon));
        }
    }

    private void alert(
            Standings standings,
            AgentId agent,
            Discipline discipline,
            List<Incident> incidents,
            Instant now) {
        for (Incident alert :
                standings.alerts(discipline, incidents, desk.watch().misses(agent), now)) {
            String about = agent.value() + " " + alert.kind();
            Instant last = alerted.get(about);
            if (last == null || !now.isBefore(last.plus(ALERT_EVERY))) {
                alerted.put(about, now);
                world.signals().emit(new Signals.Signal.Alerted(desk.pool(), agent, alert.kind()));
                world.notes().tell(telling.alert(agent, alert));
            }
        }
    }

    /// A quarantine ends by itself, also where nobody asks for a decision.
    private void wakeForTheNextEnd(Roll roll, Instant now) {
        Optional<Instant> end =
                roll.members().values().stream()
                        .flatMap(member -> member.discipline().until().stream())
                        .filter(until -> until.isAfter(now))
                        .min(Instant::compareTo);
        if (end.isPresent() && !end.get().equals(wakesAt)) {
            wakesAt = end.get();
            world.ticker()
                    .after(
                            Duration.between(now, end.get()),
                            () -> desk.line().run(desk::reviewSoon));
        }
    }

    /// An operator takes a removed agent back.
    CompletionStage<Optional<Refusal>> reinstate(AgentId agent, Cause.Operator operator) {
        return rule(
                agent,
                (standings, discipline, now) ->
                        standings.reinstate(
                                agent, discipline, desk.labelled(agent), now, operator));
    }

    /// An operator removes an agent for good.
    CompletionStage<Optional<Refusal>> exclude(AgentId agent, Cause.Operator operator) {
        return rule(
                agent,
                (standings, discipline, now) ->
                        standings.exclude(agent, discipline, desk.labelled(agent), now, operator));
    }

    private interface Wish {
        Ruling of(Standings standings, Discipline discipline, Instant now);
    }

    private CompletionStage<Optional<Refusal>> rule(AgentId agent, Wish wish) {
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        inTurn(() -> rule(agent, wish, done));
        return done;
    }

    private void rule(AgentId agent, Wish wish, CompletableFuture<Optional<Refusal>> done) {
        Instant now = world.now();
        Optional<Roll> roll = desk.roll();
        Optional<Discipline> discipline = roll.flatMap(open -> open.discipline(agent));
        if (roll.isEmpty() || discipline.isEmpty()) {
            done.complete(Optional.of(new Refusal.UnknownAgent(desk.pool(), agent)));
            return;
        }
        Standings standings = new Standings(desk.policy().quarantine());
        switch (wish.of(standings, discipline.get(), now)) {
            case Ruling.Refused(var reason, var explanation) ->
                    done.complete(
                            Optional.of(
                                    new Refusal.StandingUnchanged(
                                            desk.pool(), agent, reason, explanation)));
            case Ruling.Granted(Move move) ->
                    write(
                            roll.get().after(move, desk::labelled, now),
                            List.of(move),
                            now,
                            answer -> answered(answer, done, () -> rule(agent, wish, done)));
        }
    }

    private void write(Roll next, List<Move> moves, Instant now, Consumer<Answer<Enrolled>> then) {
        List<Move> all = new ArrayList<>(moves);
        desk.stored().roll().ifPresent(before -> all.addAll(seated(before, next)));
        Tale tale = telling.moves(all, now);
        write(new Enrolling(Optional.of(next), List.of(), tale), all, then);
    }

    /// The standbys to whom a seat fell.
    private static List<Move> seated(Roll before, Roll next) {
        List<Move> seated = new ArrayList<>();
        before.members()
                .forEach((agent, waiting) -> {
                    Discipline from = waiting.discipline();
                    Discipline to = next.discipline(agent).orElse(from);
                    if (from.standing() == Standing.STANDBY && to.standing() != Standing.STANDBY) {
                        seated.add(new Move(agent, from, to, new Cause.SeatTaken()));
                    }
                });
        return seated;
    }

    /// Lets an agent in, or says why not. Who asks again is let in again.
    CompletionStage<Optional<Refusal>> register(Registration registration) {
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        inTurn(() -> register(registration, done));
        return done;
    }

    private void register(Registration wanted, CompletableFuture<Optional<Refusal>> done) {
        PoolPolicy policy = desk.policy();
        Optional<AgentPolicy> known = Optional.ofNullable(desk.page().agents().get(wanted.agent()));
        if (known.isPresent()) {
            done.complete(
                    wanted.agreesWith(known.get())
                            ? Optional.empty()
                            : Optional.of(
                                    new Refusal.AgentContradicted(
                                            desk.pool(),
                                            wanted.agent(),
                                            known.get().domain(),
                                            known.get().specialization())));
            return;
        }
        Optional<Refusal> refusal = wanted.problem(policy);
        if (refusal.isPresent()) {
            done.complete(refusal);
            return;
        }
        Instant now = world.now();
        List<Registration> all = new ArrayList<>(desk.stored().registrations());
        all.add(wanted);
        Optional<Roll> roll = desk.following(desk.stored().roll(), policy, all);
        int waits = roll.map(open -> open.plan().standbys().size()).orElse(all.size());
        if (waits > policy.standbysMax()) {
            done.complete(Optional.of(new Refusal.StandbysFull(desk.pool(), policy.standbysMax())));
            return;
        }
        write(
                new Enrolling(roll, List.of(wanted), telling.registration(wanted, now)),
                List.of(),
                answer -> answered(answer, done, () -> register(wanted, done)));
    }

    private void answered(
            Answer<Enrolled> answer, CompletableFuture<Optional<Refusal>> done, Runnable again) {
        switch (answer) {
            case Answer.Done<Enrolled>(Enrolled.Written(long _, var due)) ->
                    world.notes()
                            .note(due)
                            .thenAccept(noted -> done.complete(noted.map(world::unavailable)));
            case Answer.Done<Enrolled>(Enrolled.Stale()) -> desk.exchange(() -> inTurn(again));
            case Answer.Unavailable<Enrolled>(String cause) ->
                    done.complete(Optional.of(world.unavailable(cause)));
        }
    }

    /// Runs on the line, once no other change of the roll is under way.
    private void inTurn(Runnable change) {
        desk.line()
                .run(() -> {
                    if (writing) {
                        waiting.add(change);
                    } else {
                        change.run();
                    }
                });
    }

    /// @param then notes what is due, if something was written
    private void write(Enrolling enrolling, List<Move> moves, Consumer<Answer<Enrolled>> then) {
        PoolState before = desk.stored();
        writing = true;
        desk.line()
                .call(
                        () -> world.store().enrol(desk.pool(), before.generation(), enrolling),
                        answer -> {
                            writing = false;
                            if (answer
                                    instanceof
                                    Answer.Done<Enrolled>(Enrolled.Written(long next, _))) {
                                desk.enrolled(desk.stored().enrolled(next, enrolling));
                                moves.forEach(this::signal);
                            }
                            then.accept(answer);
                            Runnable next = waiting.poll();
                            if (next != null) {
                                inTurn(next);
                            }
                        });
    }

    private void signal(Move move) {
        world.signals()
                .emit(new Signals.Signal.Moved(desk.pool(), move.agent(), move.to().standing()));
    }

    private static Discipline discipline(Roll roll, AgentId agent) {
        return roll.discipline(agent).orElseThrow();
    }
}
