package io.quorate.host.store;

import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Lost;
import io.quorate.core.audit.sidecar.SidecarRecord.Range;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.policy.PolicyArchive.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one transaction appends: records of the sidecar itself, then entries and notices in their
/// order.
final class Batch {
    /// What becomes of an entry when the transaction is committed.
    sealed interface Fate {
        /// It stands in the log.
        record Placed(long logIndex) implements Fate {}

        /// Its request had been decided before. If that was by this very entry, in an attempt whose
        /// outcome was not known, nothing new is recorded.
        record Repeated(DecisionId first) implements Fate {}

        /// Its request id had been used for other content before.
        record Conflicting(DecisionId first) implements Fate {}
    }

    private final List<Kept> policies;
    private final List<SidecarRecord> notes;
    private final List<Pending> entries;
    private final TreeEdge tree;
    private final Extent before;
    private final Extent goal;
    private final Map<Pending, Fate> fates = new LinkedHashMap<>();
    private TreeEdge grown;

    /// @param policies texts to store first
    /// @param tree the log's tree as it is before; the batch never changes it
    /// @param goal what the extent becomes, but for the size, which the records give
    Batch(
            List<Kept> policies,
            List<SidecarRecord> notes,
            List<Pending> entries,
            TreeEdge tree,
            Extent before,
            Extent goal) {
        this.policies = List.copyOf(policies);
        this.notes = List.copyOf(notes);
        this.entries = List.copyOf(entries);
        this.tree = tree;
        this.before = before;
        this.goal = goal;
        this.grown = tree;
    }

    List<Kept> policies() {
        return policies;
    }

    List<SidecarRecord> notes() {
        return notes;
    }

    List<Pending> entries() {
        return entries;
    }

    /// Those of the entries that are decisions.
    List<PendingEntry> decisions() {
        return entries.stream()
                .filter(PendingEntry.class::isInstance)
                .map(PendingEntry.class::cast)
                .toList();
    }

    Extent before() {
        return before;
    }

    /// Begins to place the records anew, and returns the tree that they are to grow.
    TreeEdge place() {
        fates.clear();
        grown = tree.copy();
        return grown;
    }

    void settle(Pending entry, Fate fate) {
        fates.put(entry, fate);
    }

    /// The tree with the records that were placed.
    TreeEdge grown() {
        return grown;
    }

    Extent after() {
        return new Extent(
                goal.epoch(),
                grown.size(),
                goal.settled(),
                goal.limit(),
                goal.stopped(),
                goal.spool());
    }

    Map<Pending, Fate> fates() {
        return fates;
    }

    /// The ranges of numbers that the batch's own records name as lost.
    List<Range> lost() {
        List<Range> ranges = new ArrayList<>();
        for (SidecarRecord note : notes) {
            if (note instanceof Lost lost) {
                ranges.addAll(lost.ranges());
            }
        }
        return ranges;
    }
}
