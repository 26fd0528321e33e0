package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.PoolState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The book that learns: one desk for each pool, shared with the other sidecars through a store.
///
/// What is learnt follows the replies, in the order in which they left, and never holds one up:
/// beyond so many decisions that wait to be learnt from, further ones are counted and left out.
public final class Learning implements ReputationBook {
    /// Decisions that may wait to be learnt from.
    static final int LESSONS_MAX = 10_000;

    private final PolicySource policies;
    private final World world;
    private final Map<PoolId, PoolState> loaded;
    private final Map<PoolId, Desk> desks = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// What the desks need of the world.
    record World(
            ReputationStore store,
            Notes notes,
            Origin origin,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Duration retryAfter) {

        /// In whole microseconds, as the store keeps times.
        Instant now() {
            return ticker.now().truncatedTo(ChronoUnit.MICROS);
        }

        Refusal unavailable(String cause) {
            return new Refusal.AuditUnavailable(cause, retryAfter);
        }
    }

    private Learning(PolicySource policies, World world, List<PoolState> states) {
        this.policies = policies;
        this.world = world;
        this.loaded = new HashMap<>();
        states.forEach(state -> loaded.put(state.pool(), state));
    }

    /// Reads what is known of every pool; completes with the book, or with why the store could not
    /// be read.
    public static CompletionStage<Answer<Learning>> open(
            PolicySource policies,
            ReputationStore store,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Duration retryAfter) {
        Notes notes = new Notes(ledger, store, ticker);
        World world = new World(store, notes, ledger.origin(), ticker, ids, signals, retryAfter);
        return store.load()
                .thenApply(answer ->
                        switch (answer) {
                            case Answer.Done<List<PoolState>>(List<PoolState> states) -> {
                                Learning book = new Learning(policies, world, states);
                                notes.catchUp();
                                policies.current().pools().values().forEach(book::desk);
                                yield new Answer.Done<>(book);
                            }
                            case Answer.Unavailable<List<PoolState>>(String cause) ->
                                    new Answer.Unavailable<>(cause);
                        });
    }

    @Override
    public PoolPage page(PoolPolicy pool) {
        Desk desk = desk(pool);
        PoolPage page = desk.page();
        if (page.isUnder(pool)) {
            return page;
        }
        boolean inForce =
                policies.current()
                        .pool(pool.id())
                        .filter(current -> isSame(current, pool))
                        .isPresent();
        return inForce ? desk.follow(pool) : desk.reread(pool);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(PoolPolicy one, PoolPolicy other) {
        return one == other;
    }

    @Override
    public void learn(DecisionRecord decided) {
        for (PoolOutcome outcome : decided.findings().pools()) {
            Optional<Desk> desk = deskOf(outcome.pool());
            if (desk.isEmpty()) {
                continue;
            }
            if (waiting.incrementAndGet() > LESSONS_MAX) {
                waiting.decrementAndGet();
                unlearnt(decided, "too many decisions wait to be learnt from");
            } else {
                desk.get().line().run(() -> learn(desk.get(), decided, outcome));
            }
        }
    }

    @Override
    public Runnable follow(PoolId pool, Consumer<List<Fault>> hearer) {
        return deskOf(pool).map(desk -> desk.gossip().follow(hearer)).orElse(() -> {});
    }

    private void learn(Desk desk, DecisionRecord decided, PoolOutcome outcome) {
        waiting.decrementAndGet();
        try {
            desk.learn(decided, outcome);
        } catch (RuntimeException bug) {
            unlearnt(decided, bug.toString());
        }
    }

    private void unlearnt(DecisionRecord decided, String cause) {
        world.signals().emit(new Signals.Signal.Unlearnt(decided, cause));
    }

    /// Another sidecar changed what is known of a pool.
    public void changed(PoolId pool) {
        deskOf(pool).ifPresent(desk -> desk.line().run(desk::exchangeSoon));
    }

    public Origin origin() {
        return world.origin();
    }

    /// The time of day, in whole microseconds.
    public Instant now() {
        return world.now();
    }

    /// Fresh random bytes for a commitment.
    public byte[] salt() {
        return world.ids().salt();
    }

    /// Why a wish is not fulfilled when the store or the log is out of reach.
    public Refusal unavailable(String cause) {
        return world.unavailable(cause);
    }

    /// Has the log take notices that the store keeps; completes once it has them all, or with what
    /// prevented it for now.
    public CompletionStage<Optional<String>> note(List<ReputationStore.Due> due) {
        return world.notes().note(due);
    }

    /// Gives the store what it does not have yet; completes when that was tried.
    public CompletionStage<Void> drain() {
        List<CompletableFuture<Void>> pools = new ArrayList<>();
        desks.values()
                .forEach(desk -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    desk.line().run(() -> desk.exchange(() -> done.complete(null)));
                    pools.add(done);
                });
        return CompletableFuture.allOf(pools.toArray(CompletableFuture[]::new));
    }

    /// Where a pool of the policy in force, or of an earlier one, is learnt about.
    Optional<Desk> deskOf(PoolId pool) {
        Desk known = desks.get(pool);
        return known != null ? Optional.of(known) : policies.current().pool(pool).map(this::desk);
    }

    World world() {
        return world;
    }

    private Desk desk(PoolPolicy pool) {
        Desk known = desks.get(pool.id());
        return known != null ? known : desks.computeIfAbsent(pool.id(), _ -> opened(pool));
    }

    private Desk opened(PoolPolicy pool) {
        Desk desk =
                new Desk(pool, loaded.getOrDefault(pool.id(), PoolState.blank(pool.id())), world);
        desk.line().run(desk::reviewSoon);
        return desk;
    }
}
