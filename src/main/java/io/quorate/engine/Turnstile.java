package io.quorate.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/// A turnstile for calls: it counts those inside, refuses what is too many, and can be closed so
/// that those inside finish while nobody else comes in.
public final class Turnstile {
    private final Limits limits;
    private final AtomicReference<State> state = new AtomicReference<>(new State(0, Door.OPEN));
    private final CompletableFuture<Void> empty = new CompletableFuture<>();

    private enum Door {
        OPEN,
        CLOSED
    }

    private record State(int inside, Door door) {}

    public Turnstile(Limits limits) {
        this.limits = limits;
    }

    /// Lets one call in, or says why not; whoever was let in MUST leave once.
    public Optional<Refusal> enter() {
        while (true) {
            State before = state.get();
            if (before.door() == Door.CLOSED) {
                return Optional.of(new Refusal.NotServing(limits.retryAfter()));
            }
            if (before.inside() >= limits.callsMax()) {
                return Optional.of(new Refusal.Overloaded(limits.retryAfter()));
            }
            if (state.compareAndSet(before, new State(before.inside() + 1, Door.OPEN))) {
                return Optional.empty();
            }
        }
    }

    public void leave() {
        settle(state.updateAndGet(now -> new State(now.inside() - 1, now.door())));
    }

    /// Lets nobody in any more; completes when the last one has left.
    public CompletionStage<Void> close() {
        settle(state.updateAndGet(now -> new State(now.inside(), Door.CLOSED)));
        return empty.minimalCompletionStage();
    }

    int inside() {
        return state.get().inside();
    }

    private void settle(State now) {
        if (now.door() == Door.CLOSED && now.inside() == 0) {
            empty.complete(null);
        }
    }
}
