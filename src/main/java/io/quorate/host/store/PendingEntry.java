package io.quorate.host.store;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Stored;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A decision that waits for the log.
final class PendingEntry extends Pending {
    private final Entry entry;
    private final CompletableFuture<Append> reply = new CompletableFuture<>();

    private PendingEntry(Entry entry, Leaf leaf, TableRows rows, long since) {
        super(leaf, rows, since);
        this.entry = entry;
    }

    static PendingEntry of(int origin, Entry entry, long since) {
        DecisionLeaf made = DecisionLeaf.of(entry.record());
        Leaf leaf = Leaf.of(made.bytes());
        return new PendingEntry(entry, leaf, DecisionRows.of(origin, entry, made, leaf), since);
    }

    Entry entry() {
        return entry;
    }

    DecisionRecord record() {
        return entry.record();
    }

    CompletableFuture<Append> reply() {
        return reply;
    }

    @Override
    boolean isBestEffort() {
        return record().durability() == Durability.BEST_EFFORT;
    }

    @Override
    void settle(Sequences sequences) {
        sequences.settle(record().sequence());
    }

    @Override
    void lose(Sequences sequences, Cause cause) {
        sequences.lose(record().sequence(), cause);
    }

    @Override
    void accept() {
        if (isBestEffort()) {
            reply.complete(new Append.Appended(stored(OptionalLong.empty())));
        }
    }

    @Override
    void unavailable(String cause) {
        reply.complete(new Append.Unavailable(cause));
    }

    @Override
    void full() {
        reply.complete(new Append.Full());
    }

    @Override
    String name() {
        return "decision " + record().id();
    }

    Stored stored(OptionalLong logIndex) {
        return new Stored(
                record(),
                leaf().bytes(),
                leaf().hash(),
                Optional.of(entry.submission()),
                logIndex,
                entry.judged());
    }
}
