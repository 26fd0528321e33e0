package io.quorate.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Time that goes on only when a test says so; tasks run on the test's own thread, in the order of
/// their times.
public final class VirtualTicker implements Ticker {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;
    private long numbers;

    private record Task(Instant at, long number, Runnable work) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), numbers++, task));
    }

    /// Lets time go on, and runs what falls due on the way.
    public void pass(Duration time) {
        Instant end = now.plus(time);
        while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
            Task task = tasks.remove();
            advance(task.at());
            task.work().run();
        }
        advance(end);
    }

    /// Runs what is due at this moment.
    public void settle() {
        pass(Duration.ZERO);
    }

    private void advance(Instant to) {
        if (to.isAfter(now)) {
            nanos += Duration.between(now, to).toNanos();
            now = to;
        }
    }
}
