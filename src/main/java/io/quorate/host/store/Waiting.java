package io.quorate.host.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The entries that wait for the log, in the order in which they came; bounded by number and bytes.
final class Waiting {
    private final int entriesMax;
    private final long bytesMax;
    private final Queue<Pending> entries = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private long bytes;
    private boolean woken;

    Waiting(int entriesMax, long bytesMax) {
        this.entriesMax = entriesMax;
        this.bytesMax = bytesMax;
    }

    /// Fails when as much waits already as may wait. One entry always finds room.
    boolean offer(Pending entry) {
        lock.lock();
        try {
            boolean room =
                    entries.isEmpty()
                            || (entries.size() < entriesMax && bytes + entry.bytes() <= bytesMax);
            if (room) {
                entries.add(entry);
                bytes += entry.bytes();
                arrival.signal();
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    /// The next entries, up to both bounds but at least one; none if none came in time or somebody
    /// called [#wake].
    List<Pending> take(int max, long maxBytes, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (entries.isEmpty() && !woken && left > 0) {
                left = arrival.awaitNanos(left);
            }
            woken = false;
            List<Pending> taken = new ArrayList<>(Math.min(max, entries.size()));
            long takenBytes = 0;
            while (!entries.isEmpty()
                    && taken.size() < max
                    && (taken.isEmpty() || takenBytes + entries.element().bytes() <= maxBytes)) {
                Pending entry = entries.remove();
                bytes -= entry.bytes();
                if (entry.take()) {
                    takenBytes += entry.bytes();
                    taken.add(entry);
                }
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Takes out every entry that is chosen and was not given up by itself.
    List<Pending> removeIf(Predicate<Pending> chosen) {
        lock.lock();
        try {
            List<Pending> removed = new ArrayList<>();
            for (Iterator<Pending> all = entries.iterator(); all.hasNext(); ) {
                Pending entry = all.next();
                if (chosen.test(entry)) {
                    all.remove();
                    bytes -= entry.bytes();
                    if (entry.giveUp()) {
                        removed.add(entry);
                    }
                }
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /// Lets [#take] return although nothing waits.
    void wake() {
        lock.lock();
        try {
            woken = true;
            arrival.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return entries.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
