package io.quorate.host.store;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Stored;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// An entry that waits for the log, with everything made that can be made before its place is
/// known.
final class Pending {
    private enum State {
        /// In the queue.
        WAITING,
        /// In a batch: it may be in the log by now.
        TAKEN,
        /// It waited too long and will not be appended any more.
        GIVEN_UP
    }

    private final Entry entry;
    private final Leaf leaf;
    private final TableRows rows;
    private final long bytes;
    private final long since;
    private final CompletableFuture<Append> reply = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private volatile boolean refused;

    private Pending(Entry entry, Leaf leaf, TableRows rows, long since) {
        this.entry = entry;
        this.leaf = leaf;
        this.rows = rows;
        this.bytes = rows.length();
        this.since = since;
    }

    /// @param since when it was handed over, on the clock of [System#nanoTime()]
    static Pending of(int origin, Entry entry, long since) {
        DecisionLeaf made = DecisionLeaf.of(entry.record());
        Leaf leaf = Leaf.of(made.bytes());
        return new Pending(entry, leaf, DecisionRows.of(origin, entry, made, leaf), since);
    }

    Entry entry() {
        return entry;
    }

    Leaf leaf() {
        return leaf;
    }

    TableRows rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    long since() {
        return since;
    }

    long sequence() {
        return entry.record().sequence();
    }

    /// Whether the caller does not wait for the log.
    boolean isBestEffort() {
        return entry.record().durability() == Durability.BEST_EFFORT;
    }

    CompletableFuture<Append> reply() {
        return reply;
    }

    /// Whether the caller was told, or is about to be told, that the log cannot be reached.
    boolean isRefused() {
        return refused;
    }

    void refuse() {
        refused = true;
    }

    /// Moves it from the queue into a batch; fails if it was given up.
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /// Keeps it from ever being appended; fails if it is in a batch already.
    boolean giveUp() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP);
    }

    Stored stored(OptionalLong logIndex) {
        return new Stored(
                entry.record(),
                leaf.bytes(),
                leaf.hash(),
                Optional.of(entry.submission()),
                logIndex);
    }
}
