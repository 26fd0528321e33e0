package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.tree.Growing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The tree that the newest head signed, rebuilt without trusting the records, and the other signed
/// heads against it: one that this tree does not lead to is a fork.
final class SignedHistory {
    private final Growing tree = new Growing((level, index, hashes) -> {});
    private final Deque<Watched> ahead;
    private final List<Watched> all;
    private final List<Finding> forks = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean traced;
    private long lastAgreed;

    SignedHistory(ChunkReader reader, Head head, Extent extent, List<Watched> watched)
            throws IOException {
        traced = new Skipped(reader, head.size()).fill(tree, extent.from());
        all =
                watched.stream()
                        .sorted(Comparator.comparingLong(other -> other.head().size()))
                        .toList();
        ahead = all.stream().collect(Collectors.toCollection(ArrayDeque::new));
    }

    /// A fork, told by the last size up to which both heads are known to agree.
    static Finding fork(Watched watched, long lastAgreed) {
        return Finding.between(
                Defect.FORKED,
                lastAgreed,
                watched.head().size() - 1,
                watched.from() + " signs another root for the first " + watched.head().size());
    }

    /// The next signed leaf hashes.
    void leaves(long first, byte[] hashes, int count) {
        while (next(first + count)) {
            Watched watched = ahead.removeFirst();
            int more = (int) (watched.head().size() - first);
            judge(watched, traced ? tree.rootWith(hashes, more) : new byte[0]);
        }
        if (traced) {
            tree.addLeaves(hashes, count);
        }
    }

    /// The next signed leaf hashes, of which only their root is known.
    void subtree(long first, byte[] root) {
        while (next(first + io.quorate.auditor.tree.Tiles.WIDTH - 1)) {
            unknown.add(ahead.removeFirst().from());
        }
        if (traced) {
            tree.addSubtree(1, root);
            while (next(tree.size())) {
                judge(ahead.removeFirst(), tree.root());
            }
        }
    }

    /// The next leaf hashes are not known at all.
    void gap() {
        traced = false;
    }

    List<Finding> forks() {
        return forks;
    }

    /// Which heads could not be judged.
    List<String> unknown() {
        ahead.forEach(watched -> unknown.add(watched.from()));
        ahead.clear();
        return unknown;
    }

    /// The size of the first head that covers more than `size` records.
    OptionalLong firstBeyond(long size) {
        return all.stream()
                .mapToLong(other -> other.head().size())
                .filter(s -> s > size)
                .findFirst();
    }

    private boolean next(long end) {
        return !ahead.isEmpty() && ahead.getFirst().head().size() <= end;
    }

    private void judge(Watched watched, byte[] root) {
        if (!traced) {
            unknown.add(watched.from());
        } else if (watched.head().leadsTo(root)) {
            lastAgreed = watched.head().size();
        } else {
            forks.add(fork(watched, lastAgreed));
        }
    }
}
