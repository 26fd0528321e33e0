package io.quorate.host.store;

import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.Leaf;
import java.util.concurrent.atomic.AtomicReference;

/// What waits for the log, with everything made that can be made before its place is known.
abstract sealed class Pending permits PendingEntry, PendingNotice, PendingAnswer {
    private enum State {
        /// In the queue.
        WAITING,
        /// In a batch: it may be in the log by now.
        TAKEN,
        /// It waited too long and will not be appended any more.
        GIVEN_UP
    }

    private final Leaf leaf;
    private final TableRows rows;
    private final long bytes;
    private final long since;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private volatile boolean refused;

    /// @param since when it was handed over, on the clock of [System#nanoTime()]
    Pending(Leaf leaf, TableRows rows, long since) {
        this.leaf = leaf;
        this.rows = rows;
        this.bytes = rows.length();
        this.since = since;
    }

    /// Whether nobody waits for the log, so that it stays for as long as the database is away.
    abstract boolean isPatient();

    /// Notes that its number, if it has one, stands in a record now.
    abstract void settle(Sequences sequences);

    /// Notes that no record will have its number, if it has one.
    abstract void lose(Sequences sequences, Cause cause);

    /// Tells the caller that it is taken on, if the caller asked for no more.
    abstract void accept();

    /// Tells the caller that the log could not be reached.
    abstract void unavailable(String cause);

    /// Tells the caller that too much waits.
    abstract void full();

    /// What it is, for those who run the sidecar.
    abstract String name();

    final Leaf leaf() {
        return leaf;
    }

    final TableRows rows() {
        return rows;
    }

    final long bytes() {
        return bytes;
    }

    final long since() {
        return since;
    }

    /// Whether the caller was told, or is about to be told, that the log cannot be reached.
    final boolean isRefused() {
        return refused;
    }

    final void refuse() {
        refused = true;
    }

    /// Moves it from the queue into a batch; fails if it was given up.
    final boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /// Keeps it from ever being appended; fails if it is in a batch already.
    final boolean giveUp() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP);
    }
}
