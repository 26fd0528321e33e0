package io.quorate.host.store;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.sidecar.SidecarLeaf;
import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.DecisionId;
import java.util.OptionalLong;

/// What became of a call that was answered from the spool with an earlier decision, or refused
/// because of it: the record that its number stands in waits for the log. Nobody waits for it.
final class PendingAnswer extends Pending {
    private final long sequence;

    private PendingAnswer(long sequence, Leaf leaf, TableRows rows, long since) {
        super(leaf, rows, since);
        this.sequence = sequence;
    }

    static PendingAnswer of(int origin, SidecarRecord answer, long sequence, long since) {
        Leaf leaf = Leaf.of(SidecarLeaf.of(answer));
        TableRows rows = new TableRows();
        rows.of(LogTable.RECORD)
                .row(LogTable.RECORD, origin, answer.at())
                .text(SidecarLeaf.kind(answer))
                .longWhole(OptionalLong.of(sequence))
                .bytes(leaf.bytes())
                .bytes(leaf.hashBytes());
        return new PendingAnswer(sequence, leaf, rows, since);
    }

    /// The record that a call got an earlier decision of its request.
    static SidecarRecord duplicate(DecisionRecord call, DecisionId first) {
        return new SidecarRecord.Duplicate(
                call.origin(),
                call.decidedAt(),
                call.sequence(),
                call.service(),
                call.request(),
                first);
    }

    /// The record that a call was refused because its request id stands for other content.
    static SidecarRecord refused(DecisionRecord call, DecisionId first) {
        return new SidecarRecord.Refused(
                call.origin(),
                call.decidedAt(),
                call.sequence(),
                call.service(),
                call.request(),
                first);
    }

    @Override
    boolean isPatient() {
        return true;
    }

    @Override
    void settle(Sequences sequences) {
        sequences.settle(sequence);
    }

    @Override
    void lose(Sequences sequences, Cause cause) {
        sequences.lose(sequence, cause);
    }

    @Override
    void accept() {}

    @Override
    void unavailable(String cause) {}

    @Override
    void full() {}

    @Override
    String name() {
        return "the answer to call " + sequence;
    }
}
