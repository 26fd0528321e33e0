package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.source.Source;
import io.quorate.auditor.tree.Growing;
import io.quorate.auditor.tree.Sha;
import io.quorate.auditor.tree.Tiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The one pass over the records: rebuilds the tree from them, compares its root at every size that
/// was signed, and lets the checks see each record.
///
/// The records need nothing but the signed root to be proven right. The stored tiles are compared
/// on the way; what is wrong with them is a defect of theirs only, as long as the root is right.
final class Scan {
    private final Source log;
    private final Head head;
    private final Extent extent;
    private final List<RecordCheck> checks;
    private final ChunkReader reader;
    private final Growing tree = new Growing(this::compareTile);
    private final Deque<Watched> ahead;
    private final List<Watched> disagreeing = new ArrayList<>();
    private final List<Long> agreed = new ArrayList<>();
    private final Findings findings;
    private final Findings recordFindings = new Findings();
    private final Findings tileFindings = new Findings();
    private boolean complete = true;
    private long records;

    Scan(
            Source log,
            Head head,
            long shown,
            Extent extent,
            List<Watched> watched,
            List<RecordCheck> checks,
            Findings findings) {
        this.log = log;
        this.head = head;
        this.extent = extent;
        this.checks = checks;
        this.findings = findings;
        Set<String> wanted =
                checks.stream().flatMap(c -> c.fields().stream()).collect(Collectors.toSet());
        this.reader = new ChunkReader(log, head.size(), shown, wanted);
        this.ahead =
                watched.stream()
                        .sorted(Comparator.comparingLong(w -> w.head().size()))
                        .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /// Reads everything; true if the records lead to the signed root.
    boolean run(Progress progress) throws IOException {
        try {
            return read(progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean read(Progress progress) throws IOException {
        Skipped skipped = new Skipped(reader, head.size());
        complete = skipped.fill(tree, extent.from());
        passUnread();
        long first = extent.from() / Tiles.WIDTH;
        long end = (extent.to() + Tiles.WIDTH - 1) / Tiles.WIDTH;
        try (Chunks chunks = new Chunks(reader, first, end, log.readers())) {
            while (chunks.hasNext()) {
                add(chunks.next());
                progress.at(records, extent.to() - extent.from());
            }
        }
        if (complete && extent.to() < head.size()) {
            complete = skipped.fill(tree, head.size());
        }
        ahead.forEach(this::noteUnread);
        if (!complete || !head.leadsTo(tree.root())) {
            findings.note("what the records say was not judged, as they are not what was signed");
            return false;
        }
        compareEdge();
        for (RecordCheck check : checks) {
            check.end(recordFindings::add, recordFindings::note);
        }
        findings.addAll(recordFindings);
        findings.addAll(tileFindings);
        return true;
    }

    /// The heads whose root is not that of the records; only those within what was read.
    List<Watched> disagreeing() {
        return disagreeing;
    }

    /// The largest signed size at which the records led to the signed root.
    long lastAgreed() {
        return agreed.isEmpty() ? 0 : agreed.getLast();
    }

    /// The same, but below the size of another head.
    long agreedBefore(Watched other) {
        return agreed.stream()
                .mapToLong(Long::longValue)
                .filter(size -> size < other.head().size())
                .max()
                .orElse(0);
    }

    long records() {
        return records;
    }

    ChunkReader reader() {
        return reader;
    }

    private void add(Chunk chunk) {
        complete &= chunk.whole();
        watch(chunk);
        records += chunk.count;
        chunk.findings.forEach(recordFindings::add);
        for (int i = 0; i < chunk.fields.size(); i++) {
            for (RecordCheck check : checks) {
                check.record(chunk.first + i, chunk.fields.get(i), recordFindings::add);
            }
        }
        if (complete) {
            tree.addLeaves(chunk.hashes, chunk.count);
            compareStored(Tiles.path(0, chunk.index, chunk.width), chunk.stored, chunk.hashes);
        }
    }

    private void watch(Chunk chunk) {
        while (!ahead.isEmpty() && ahead.getFirst().head().size() <= chunk.end()) {
            Watched watched = ahead.removeFirst();
            long more = watched.head().size() - chunk.first;
            boolean there = more <= chunk.count && tree.size() == chunk.first;
            if (there && watched.head().leadsTo(tree.rootWith(chunk.hashes, (int) more))) {
                agreed.add(watched.head().size());
            } else {
                disagreeing.add(watched);
            }
        }
    }

    private void passUnread() {
        while (!ahead.isEmpty() && ahead.getFirst().head().size() <= extent.from()) {
            Watched watched = ahead.removeFirst();
            boolean here = watched.head().size() == tree.size();
            if (here && !watched.head().leadsTo(tree.root())) {
                disagreeing.add(watched);
            } else if (!here) {
                noteUnread(watched);
            }
        }
    }

    private void noteUnread(Watched watched) {
        findings.note(
                watched.from() + " was not compared: it ends among records that were not read");
    }

    private void compareTile(int level, long index, byte[] hashes) {
        long end = (index + 1) * Tiles.leaves(level + 1);
        if (end > extent.from()) {
            compareStored(level, index, hashes);
        }
    }

    private void compareEdge() throws IOException {
        for (int level = 1; level < Tiles.levels(head.size()); level++) {
            byte[] hashes = tree.partial(level);
            if (hashes.length > 0) {
                compareStored(level, Tiles.hashes(level, head.size()) / Tiles.WIDTH, hashes);
            }
        }
    }

    private void compareStored(int level, long index, byte[] hashes) {
        int width = hashes.length / Sha.BYTES;
        try {
            Optional<byte[]> stored = reader.tile(level, index, width);
            compareStored(Tiles.path(level, index, width), stored.orElse(new byte[0]), hashes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compareStored(String path, byte[] stored, byte[] hashes) {
        int differs = Arrays.mismatch(stored, hashes);
        if (differs >= 0) {
            tileFindings.add(
                    Finding.in(
                            Defect.DAMAGED,
                            path,
                            stored.length == 0
                                    ? "it is not there, or too short"
                                    : "its hash "
                                            + differs / Sha.BYTES
                                            + " is not that of the tree"));
        }
    }
}
