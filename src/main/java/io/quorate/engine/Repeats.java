package io.quorate.engine;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Keeps agents from being asked twice for the same request: a call that comes while the first one
/// runs joins it, and one that comes soon after gets what was stored.
///
/// It is a memory of the recent past only. What it does not remember the log still tells from new
/// content; the agents are then asked in vain.
final class Repeats {
    private static final int REMEMBERED_MAX = 4_096;

    /// As long as the wire contract keeps a request id.
    private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

    private final Map<Key, CompletionStage<Reply>> running = new HashMap<>();
    private final Map<Key, DecisionId> answered =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, DecisionId> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };
    private final Ledger ledger;
    private final Ticker ticker;
    private final Signals signals;

    /// @param content everything that was sent; other content is another request
    record Key(String service, RequestId request, Digest content) {}

    Repeats(Ledger ledger, Ticker ticker, Signals signals) {
        this.ledger = ledger;
        this.ticker = ticker;
        this.signals = signals;
    }

    /// The first call's reply to that request, or this one's.
    CompletionStage<Reply> once(Key key, Supplier<CompletionStage<Reply>> call) {
        CompletableFuture<Reply> own = new CompletableFuture<>();
        CompletionStage<Reply> first;
        DecisionId stored;
        synchronized (running) {
            stored = answered.get(key);
            first = stored == null ? running.putIfAbsent(key, own) : null;
        }
        if (stored != null) {
            return ledger.find(stored).thenCompose(lookup -> again(lookup, call));
        }
        return first == null ? run(key, own, call) : first.thenApply(this::joined);
    }

    private CompletionStage<Reply> run(
            Key key, CompletableFuture<Reply> own, Supplier<CompletionStage<Reply>> call) {
        CompletionStage<Reply> reply;
        try {
            reply = call.get();
        } catch (RuntimeException | Error bug) {
            reply = CompletableFuture.failedStage(bug);
        }
        return reply.whenComplete((came, bug) -> {
            synchronized (running) {
                running.remove(key);
                if (came instanceof Reply.Decided decided) {
                    answered.put(key, decided.stored().record().id());
                }
            }
            if (bug == null) {
                own.complete(came);
            } else {
                own.completeExceptionally(bug);
            }
        });
    }

    /// What cannot be found is asked for anew: the log settles what the request gets.
    private CompletionStage<Reply> again(
            Ledger.Lookup lookup, Supplier<CompletionStage<Reply>> call) {
        return switch (lookup) {
            case Ledger.Lookup.Found(var stored) when isRecent(stored) ->
                    CompletableFuture.completedStage(repeated(stored, Reply.Timings.NONE));
            case Ledger.Lookup.Found _,
                    Ledger.Lookup.Unknown _,
                    Ledger.Lookup.Unavailable _,
                    Ledger.Lookup.Full _ ->
                    call.get();
        };
    }

    private boolean isRecent(Ledger.Stored stored) {
        return ticker.now().isBefore(stored.record().receivedAt().plus(REMEMBERED_FOR));
    }

    private Reply joined(Reply first) {
        return switch (first) {
            case Reply.Decided(var stored, var _, var timings) -> repeated(stored, timings);
            case Reply.Refused refused -> refused;
        };
    }

    private Reply repeated(Ledger.Stored stored, Reply.Timings timings) {
        signals.emit(new Signals.Signal.Replayed(stored.record()));
        return new Reply.Decided(stored, new Reply.Replay.Again(Optional.empty()), timings);
    }
}
