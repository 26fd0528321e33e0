package io.quorate.host.store;

import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Notice;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A notice that waits for the log. It has no number that could be lost.
final class PendingNotice extends Pending {
    private final String kind;
    private final CompletableFuture<Noted> reply = new CompletableFuture<>();

    private PendingNotice(String kind, Leaf leaf, TableRows rows, long since) {
        super(leaf, rows, since);
        this.kind = kind;
    }

    static PendingNotice of(int origin, Notice notice, long since) {
        Leaf leaf = Leaf.of(notice.leaf());
        TableRows rows = new TableRows();
        rows.of(LogTable.RECORD)
                .row(LogTable.RECORD, origin, notice.at())
                .text(notice.kind())
                .longWhole(OptionalLong.empty())
                .bytes(leaf.bytes())
                .bytes(leaf.hashBytes());
        rows.contents(origin, notice.at(), notice.contents());
        return new PendingNotice(notice.kind(), leaf, rows, since);
    }

    CompletableFuture<Noted> reply() {
        return reply;
    }

    void place(long logIndex) {
        reply.complete(new Noted.Placed(logIndex, leaf().hash()));
    }

    @Override
    boolean isPatient() {
        return false;
    }

    @Override
    void settle(Sequences sequences) {}

    @Override
    void lose(Sequences sequences, Cause cause) {}

    @Override
    void accept() {}

    @Override
    void unavailable(String cause) {
        reply.complete(new Noted.Unavailable(cause));
    }

    @Override
    void full() {
        reply.complete(new Noted.Full());
    }

    @Override
    String name() {
        return "a notice of kind " + kind;
    }
}
