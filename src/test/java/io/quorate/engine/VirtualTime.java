package io.quorate.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/// A clock that stands still until everything due has been done, and then jumps to what is due
/// next. All tasks run on the thread that lets it run, those due at one moment in the order in
/// which they were brought.
public final class VirtualTime implements Ticker, Executor {
    private static final Instant EPOCH = Instant.parse("2026-01-31T12:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long nanos;
    private long brought;
    private Duration wrong = Duration.ZERO;

    private record Task(long due, long number, Runnable work) {}

    @Override
    public Instant now() {
        return EPOCH.plus(wrong).plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(nanos + delay.toNanos(), brought++, task));
    }

    /// Sets the time of day.
    void jump(Duration by) {
        wrong = wrong.plus(by);
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    /// Runs until nothing is left to do.
    public void run() {
        while (!tasks.isEmpty()) {
            Task next = tasks.remove();
            nanos = Math.max(nanos, next.due());
            next.work().run();
        }
    }

    /// Runs what is due within this time.
    public void run(Duration time) {
        long until = nanos + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due() <= until) {
            Task next = tasks.remove();
            nanos = Math.max(nanos, next.due());
            next.work().run();
        }
        nanos = until;
    }
}
