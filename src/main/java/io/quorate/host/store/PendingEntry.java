package io.quorate.host.store;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Stored;
import io.quorate.engine.spool.Parcel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A decision that waits for the log.
final class PendingEntry extends Pending {
    private enum Answer {
        /// When it is in the log.
        AFTERWARDS,
        /// At once.
        AHEAD,
        /// When it was put into the spool.
        FROM_THE_SPOOL
    }

    private final Entry entry;
    private final Answer answer;
    private final CompletableFuture<Append> reply = new CompletableFuture<>();

    private PendingEntry(Entry entry, Answer answer, Leaf leaf, TableRows rows, long since) {
        super(leaf, rows, since);
        this.entry = entry;
        this.answer = answer;
    }

    static PendingEntry of(int origin, Entry entry, long since) {
        Answer answer =
                entry.record().durability() == Durability.BEST_EFFORT
                        ? Answer.AHEAD
                        : Answer.AFTERWARDS;
        return of(origin, entry, DecisionLeaf.of(entry.record()), answer, since);
    }

    /// What its caller was answered from the spool.
    static PendingEntry of(int origin, Parcel parcel, long since) {
        return of(origin, parcel.entry(), parcel.leaf(), Answer.FROM_THE_SPOOL, since);
    }

    private static PendingEntry of(
            int origin, Entry entry, DecisionLeaf made, Answer answer, long since) {
        Leaf leaf = Leaf.of(made.bytes());
        TableRows rows = DecisionRows.of(origin, entry, made, leaf);
        return new PendingEntry(entry, answer, leaf, rows, since);
    }

    /// Whether it is appended whatever the log holds of its request.
    boolean isSpooled() {
        return answer == Answer.FROM_THE_SPOOL;
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
    boolean isPatient() {
        return answer != Answer.AFTERWARDS;
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
        if (answer == Answer.AHEAD) {
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
