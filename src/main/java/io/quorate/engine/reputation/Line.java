package io.quorate.engine.reputation;

import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.ReputationStore.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A queue of tasks of which one runs at a time, and within it a queue of calls to the world of
/// which one is under way at a time. Tasks may come from any thread.
final class Line {
    private final Ticker ticker;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private boolean calling;

    Line(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Runs a task after those before it, never on this thread.
    void run(Runnable task) {
        tasks.add(task);
        wake();
    }

    /// Makes a call when those before it have been answered, and hands its answer over within a
    /// task. To be used from within a task.
    <T> void call(Supplier<CompletionStage<Answer<T>>> call, Consumer<Answer<T>> then) {
        calls.add(() -> {
            CompletionStage<Answer<T>> stage;
            try {
                stage = call.get();
            } catch (RuntimeException bug) {
                answered(new Answer.Unavailable<>(String.valueOf(bug)), then);
                return;
            }
            stage.whenComplete((answer, bug) ->
                    run(() ->
                            answered(
                                    bug == null
                                            ? answer
                                            : new Answer.Unavailable<>(String.valueOf(bug)),
                                    then)));
        });
        next();
    }

    private <T> void answered(Answer<T> answer, Consumer<Answer<T>> then) {
        calling = false;
        try {
            then.accept(answer);
        } finally {
            next();
        }
    }

    private void next() {
        if (!calling && !calls.isEmpty()) {
            calling = true;
            calls.remove().run();
        }
    }

    private void wake() {
        if (running.compareAndSet(false, true)) {
            ticker.after(Duration.ZERO, this::drain);
        }
    }

    private void drain() {
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        } finally {
            running.set(false);
            if (!tasks.isEmpty()) {
                wake();
            }
        }
    }
}
