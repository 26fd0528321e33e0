package io.quorate.engine.keeping;

import io.quorate.core.audit.keeping.KeepingRecord;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RetentionPolicy;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.keeping.RetentionStore.Keeping;
import io.quorate.engine.keeping.RetentionStore.Promise;
import io.quorate.engine.keeping.RetentionStore.Pruning;
import io.quorate.engine.keeping.RetentionStore.Removal;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries.Result;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// Keeps what policies promise, and removes from this sidecar's log what is older and not held.
///
/// Safe for any number of threads; a call never blocks.
public final class Retention {
    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final RetentionStore store;
    private final Ticker ticker;
    private final Orders orders;
    private volatile List<Promise> promised = List.of();
    private volatile boolean kept;
    private volatile boolean closed;

    /// @param retryAfter when a refused caller is told to come back
    public Retention(
            RetentionStore store,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Duration retryAfter) {
        this.store = store;
        this.ticker = ticker;
        this.orders = new Orders(ledger, ticker, ids, signals, retryAfter);
    }

    /// Keeps what this policy promises, sooner or later; until then nothing is pruned.
    public void follow(Policy policy) {
        List<Promise> promises = policy.pools().values().stream().map(Retention::promise).toList();
        promised = promises;
        kept = false;
        keep(promises);
    }

    /// Prunes now and then, for as long as this is not closed.
    public void begin() {
        again(RETRY);
    }

    public void close() {
        closed = true;
    }

    /// Removes what need not be kept any longer from this sidecar's log.
    public CompletionStage<Answer<Pruning>> prune() {
        return store.prune(orders.origin(), this::certify);
    }

    /// How all logs are kept.
    public CompletionStage<Result<Keeping>> keeping() {
        return store.keeping().thenCompose(answer -> orders.result(answer, Orders::found));
    }

    private void keep(List<Promise> promises) {
        var _ =
                store.promise(promises)
                        .thenAccept(answer -> {
                            if (!Objects.equals(promises, promised) || closed) {
                                return;
                            }
                            if (answer instanceof Answer.Given<Integer>) {
                                kept = true;
                            } else {
                                ticker.after(RETRY, () -> keep(promises));
                            }
                        });
    }

    private void again(Duration delay) {
        ticker.after(
                delay,
                () -> {
                    if (closed) {
                        return;
                    }
                    if (!kept) {
                        again(RETRY);
                        return;
                    }
                    var _ = prune().thenAccept(answer -> again(next(answer)));
                });
    }

    /// There may be more to remove at once.
    private static Duration next(Answer<Pruning> answer) {
        return answer instanceof Answer.Given<Pruning>(Pruning.Pruned _) ? RETRY : EVERY;
    }

    private CompletionStage<OptionalLong> certify(Removal removal) {
        KeepingRecord certificate =
                new KeepingRecord.Pruned(
                        orders.origin(),
                        orders.now(),
                        removal.previous(),
                        removal.minimum(),
                        removal.root(),
                        removal.first(),
                        removal.last(),
                        removal.keptFrom(),
                        removal.keepFor());
        return orders.note(certificate, List.of())
                .thenApply(noted ->
                        switch (noted) {
                            case Noted.Placed(long index, _) -> OptionalLong.of(index);
                            case Noted.Unavailable _, Noted.Full _ -> OptionalLong.empty();
                        });
    }

    private static Promise promise(PoolPolicy pool) {
        RetentionPolicy retention = pool.retention();
        return new Promise(
                pool.id().value(),
                retention.keepFor(),
                switch (retention.risk()) {
                    case NORMAL -> Promise.Risk.NORMAL;
                    case HIGH -> Promise.Risk.HIGH;
                });
    }
}
