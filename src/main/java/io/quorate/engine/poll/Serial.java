package io.quorate.engine.poll;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs tasks one after the other, in the order in which they are brought, on the thread of whoever
/// brings one while none runs. A task that is brought by a running one runs after it.
///
/// A task MUST NOT throw.
final class Serial implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            do {
                tasks.remove().run();
            } while (unfinished.decrementAndGet() > 0);
        }
    }
}
