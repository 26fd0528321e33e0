package io.quorate.engine.reputation;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Reputation;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Enrolment;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Refusal;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Event;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The agents of the pools: who they are, how they stand and why, and what an operator does about
/// it.
public final class Agents {
    private static final int EVENTS_MAX = 100;

    private final PolicySource policies;
    private final Learning book;

    public Agents(PolicySource policies, Learning book) {
        this.policies = policies;
        this.book = book;
    }

    /// One agent of a pool at this moment.
    ///
    /// @param seat its place among the seats, from 0; empty for one that holds none
    /// @param discipline empty while the pool has not opened
    public record Card(
            PoolId pool,
            AgentPolicy agent,
            Optional<Integer> seat,
            Optional<Discipline> discipline,
            Reputation reputation) {}

    /// What comes of a wish.
    public sealed interface Reply<T> {
        record Given<T>(T value) implements Reply<T> {}

        record Refused<T>(Refusal refusal) implements Reply<T> {}
    }

    /// A card and what led to it, the latest first.
    public record Told(Card card, List<Event> history) {
        public Told {
            history = List.copyOf(history);
        }
    }

    /// Everybody in a pool, declared ones first.
    public Reply<List<Card>> list(PoolId pool) {
        Optional<PoolPolicy> policy = policies.current().pool(pool);
        if (policy.isEmpty()) {
            return new Reply.Refused<>(unknown(pool));
        }
        PoolPage page = book.page(policy.get());
        return new Reply.Given<>(
                page.agents().values().stream().map(agent -> card(page, agent)).toList());
    }

    public CompletionStage<Reply<Told>> get(PoolId pool, AgentId agent) {
        return switch (find(pool, agent)) {
            case Reply.Refused<Card>(Refusal refusal) -> refused(refusal);
            case Reply.Given<Card>(Card card) ->
                    book.world()
                            .store()
                            .history(pool, agent, EVENTS_MAX)
                            .thenApply(answer ->
                                    switch (answer) {
                                        case Answer.Done<List<Event>>(List<Event> events) ->
                                                new Reply.Given<>(new Told(card, events));
                                        case Answer.Unavailable<List<Event>>(String cause) ->
                                                new Reply.Refused<>(
                                                        book.world().unavailable(cause));
                                    });
        };
    }

    /// Lets an agent into a pool, where it waits for a seat.
    public CompletionStage<Reply<Card>> register(Registration registration) {
        return with(
                registration.pool(), registration.agent(), usher -> usher.register(registration));
    }

    public CompletionStage<Reply<Card>> reinstate(
            PoolId pool, AgentId agent, Cause.Operator operator) {
        return with(pool, agent, usher -> usher.reinstate(agent, operator));
    }

    public CompletionStage<Reply<Card>> exclude(
            PoolId pool, AgentId agent, Cause.Operator operator) {
        return with(pool, agent, usher -> usher.exclude(agent, operator));
    }

    private CompletionStage<Reply<Card>> with(
            PoolId pool, AgentId agent, Function<Usher, CompletionStage<Optional<Refusal>>> wish) {
        Optional<Desk> desk = policies.current().pool(pool).flatMap(_ -> book.deskOf(pool));
        return desk.isEmpty()
                ? refused(unknown(pool))
                : wish.apply(desk.get().usher())
                        .thenCompose(refusal -> afterwards(desk.get(), agent, refusal));
    }

    /// Reads the card once the page shows what was done.
    private CompletionStage<Reply<Card>> afterwards(
            Desk desk, AgentId agent, Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        CompletableFuture<Reply<Card>> card = new CompletableFuture<>();
        desk.line().run(() -> card.complete(find(desk.pool(), agent)));
        return card;
    }

    private Reply<Card> find(PoolId pool, AgentId agent) {
        Optional<PoolPolicy> policy = policies.current().pool(pool);
        if (policy.isEmpty()) {
            return new Reply.Refused<>(unknown(pool));
        }
        PoolPage page = book.page(policy.get());
        AgentPolicy known = page.agents().get(agent);
        return known == null
                ? new Reply.Refused<>(new Refusal.UnknownAgent(pool, agent))
                : new Reply.Given<>(card(page, known));
    }

    private static Card card(PoolPage page, AgentPolicy agent) {
        Optional<Roll> roll = page.roll();
        Optional<Enrolment> enrolment =
                roll.flatMap(open -> Optional.ofNullable(open.members().get(agent.id())));
        int seat = roll.map(open -> open.plan().seats().indexOf(agent.id())).orElse(-1);
        return new Card(
                page.policy().id(),
                agent,
                seat < 0 ? Optional.empty() : Optional.of(seat),
                enrolment.map(Enrolment::discipline),
                new Reputation(
                        agent.id(),
                        enrolment.map(Enrolment::seniority).orElse(Seniority.NEWCOMER),
                        page.insight().of(agent.id()).record()));
    }

    private Refusal unknown(PoolId pool) {
        return new Refusal.UnknownPool(pool, List.copyOf(policies.current().pools().keySet()));
    }

    private static <T> CompletionStage<Reply<T>> refused(Refusal refusal) {
        return CompletableFuture.completedStage(new Reply.Refused<>(refusal));
    }
}
