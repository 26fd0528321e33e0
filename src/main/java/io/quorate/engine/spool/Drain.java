package io.quorate.engine.spool;

import io.quorate.core.audit.sidecar.SidecarLeaf;
import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Recovered;
import io.quorate.core.audit.sidecar.SidecarRecord.Spooled;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Notice;
import io.quorate.engine.Ticker;
import io.quorate.engine.spool.Drainable.Reach;
import io.quorate.engine.spool.Pile.Heap;
import io.quorate.engine.spool.Spool.Fetch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Carries what waits in the spool into the log, oldest first.
///
/// It takes some, hands them over, and takes the next when they are committed; while the database
/// is away it looks again now and then. What gathered meanwhile is told before it is carried over,
/// with its numbers, and counted afterwards.
final class Drain {
    private static final int AT_A_TIME = 256;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Drainable log;
    private final Spool spool;
    private final Pile pile;
    private final Ticker ticker;
    private State state = State.IDLE;
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

    /// What gathered while the database was away, or before the start, and is not told yet.
    private boolean gathered;

    /// Of what was told, how much is not yet in the log; and how much it was.
    private long told;

    private long ofThose;

    private enum State {
        IDLE,
        RUNNING,
        CLOSED
    }

    Drain(Drainable log, Spool spool, Pile pile, Ticker ticker) {
        this.log = log;
        this.spool = spool;
        this.pile = pile;
        this.ticker = ticker;
    }

    /// Begins with what was there at the start, which the log has been told.
    void recover(int count) {
        synchronized (this) {
            told = count;
            ofThose = count;
        }
        wake();
    }

    /// Something waits.
    void wake() {
        synchronized (this) {
            if (state != State.IDLE || pile.size() == 0) {
                return;
            }
            state = State.RUNNING;
            idle = new CompletableFuture<>();
        }
        next();
    }

    /// Completes when nothing waits, or at once where nothing can be carried.
    CompletionStage<Void> drained() {
        synchronized (this) {
            return log.reach() == Reach.SERVING
                    ? idle.copy()
                    : CompletableFuture.completedStage(null);
        }
    }

    synchronized void close() {
        state = State.CLOSED;
    }

    /// Never more than one of these is under way.
    private void next() {
        if (isClosed()) {
            return;
        }
        if (log.reach() != Reach.SERVING) {
            gathered();
            return;
        }
        tell().thenCompose(told -> told ? carry() : CompletableFuture.completedStage(false))
                .whenComplete((carried, bug) -> {
                    if (bug != null || !carried) {
                        ticker.after(LOOK_AGAIN, this::next);
                    } else if (isDone()) {
                        wake();
                    } else {
                        next();
                    }
                });
    }

    private void gathered() {
        synchronized (this) {
            gathered = true;
        }
        ticker.after(LOOK_AGAIN, this::next);
    }

    private synchronized boolean isClosed() {
        return state == State.CLOSED;
    }

    private boolean isDone() {
        synchronized (this) {
            if (pile.size() > 0 || told > 0 || state == State.CLOSED) {
                return false;
            }
            state = State.IDLE;
            idle.complete(null);
            return true;
        }
    }

    /// Says in the log what gathered; completes with whether it could.
    private CompletionStage<Boolean> tell() {
        synchronized (this) {
            if (!gathered) {
                return CompletableFuture.completedStage(true);
            }
        }
        List<Long> numbers = pile.numbers();
        if (numbers.isEmpty()) {
            synchronized (this) {
                gathered = false;
            }
            return CompletableFuture.completedStage(true);
        }
        CompletionStage<Boolean> all = CompletableFuture.completedStage(true);
        for (Spooled record : Spooled.of(log.origin(), ticker.now(), numbers)) {
            all = all.thenCombine(note(record), Boolean::logicalAnd);
        }
        return all.thenApply(said -> {
            if (said) {
                synchronized (this) {
                    gathered = false;
                    ofThose += numbers.size() - told;
                    told = numbers.size();
                }
            }
            return said;
        });
    }

    private CompletionStage<Boolean> carry() {
        List<Heap> taken = pile.take(AT_A_TIME);
        if (taken.isEmpty()) {
            return CompletableFuture.completedStage(true);
        }
        return parcels(taken)
                .thenCompose(parcels -> {
                    if (parcels.isEmpty()) {
                        pile.putBack(taken);
                        return CompletableFuture.completedStage(false);
                    }
                    return carry(taken, parcels.get());
                });
    }

    private CompletionStage<Optional<List<Parcel>>> parcels(List<Heap> taken) {
        if (taken.stream().allMatch(heap -> heap.parcel().isPresent())) {
            return CompletableFuture.completedStage(
                    Optional.of(taken.stream().map(heap -> heap.parcel().orElseThrow()).toList()));
        }
        return spool.fetch(taken.stream().map(Heap::place).toList())
                .thenApply(fetch ->
                        switch (fetch) {
                            case Fetch.Fetched(List<Parcel> parcels) -> Optional.of(parcels);
                            case Fetch.Unreadable _ -> Optional.empty();
                        });
    }

    private CompletionStage<Boolean> carry(List<Heap> taken, List<Parcel> parcels) {
        List<CompletableFuture<Append>> appends = new ArrayList<>();
        for (Parcel parcel : parcels) {
            CompletableFuture<Append> append = log.drain(parcel).toCompletableFuture();
            if (append.getNow(null) instanceof Append.Full) {
                break;
            }
            appends.add(append);
        }
        List<Heap> carried = taken.subList(0, appends.size());
        pile.putBack(taken.subList(appends.size(), taken.size()));
        return CompletableFuture.allOf(appends.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> {
                    carried.forEach(heap -> {
                        pile.remove(heap);
                        spool.release(heap.place());
                    });
                    counted(carried.size());
                    return !carried.isEmpty();
                });
    }

    /// Counts down what was told; the last one of it is worth a record.
    private void counted(int carried) {
        long count;
        synchronized (this) {
            boolean open = told > 0;
            told = Math.max(0, told - carried);
            count = open && told == 0 ? ofThose : 0;
            ofThose = told == 0 ? 0 : ofThose;
        }
        if (count > 0) {
            // Should the database go away in this very moment, the count is in the log as well as
            // the records that were counted.
            var _ = note(new Recovered(log.origin(), ticker.now(), count));
        }
    }

    private CompletionStage<Boolean> note(SidecarRecord record) {
        Notice notice =
                new Notice(
                        SidecarLeaf.kind(record), record.at(), SidecarLeaf.of(record), List.of());
        return log.note(notice).thenApply(Noted.Placed.class::isInstance);
    }
}
