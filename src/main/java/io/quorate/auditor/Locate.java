package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.tree.Sha;
import io.quorate.auditor.tree.Tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The second pass, made only when the records do not lead to the signed root: finds out where they
/// leave the path.
///
/// The stored tiles that can be traced to the signed root say which leaf hashes were signed;
/// against these the records are aligned. Where a chunk has no such tile, but its root is known,
/// the chunk as a whole is right or not. Where nothing can be traced, only the heads that were
/// signed earlier bound the place.
final class Locate {
    private static final String UNTRACED =
            "its leaf hash is not the one that is stored, and neither leads to the signed root";

    private final Head head;
    private final Extent extent;
    private final int readers;
    private final ChunkReader reader;
    private final SignedTiles signed;
    private final SignedHistory history;
    private final Alignment alignment = new Alignment();
    private final Sha sha = new Sha();
    private final List<Finding> found = new ArrayList<>();
    private long untracedFrom = -1;
    private long untracedTo = -1;

    Locate(Scan scan, Head head, Extent extent, int readers) throws IOException {
        this.head = head;
        this.extent = extent;
        this.readers = readers;
        this.reader = scan.reader().ofHashes();
        this.signed = new SignedTiles(reader, head);
        this.history = new SignedHistory(reader, head, extent, scan.disagreeing());
    }

    /// Adds what it finds.
    ///
    /// @param lastAgreed the largest signed size at which the records led to the signed root
    void run(long lastAgreed, Findings findings) throws IOException {
        long end = (extent.to() + Tiles.WIDTH - 1) / Tiles.WIDTH;
        try (Chunks chunks = new Chunks(reader, extent.from() / Tiles.WIDTH, end, readers)) {
            while (chunks.hasNext()) {
                compare(chunks.next());
            }
        }
        alignment.end();
        found.addAll(new Differences(alignment.differences()).findings());
        if (untracedFrom >= 0 && found.isEmpty()) {
            found.add(replaced(lastAgreed));
        }
        Joined.of(found, head.size()).forEach(findings::add);
        history.forks().forEach(findings::add);
        history.unknown()
                .forEach(from -> findings.note(from + " could not be compared with the log"));
    }

    private void compare(Chunk chunk) throws IOException {
        chunk.findings.forEach(found::add);
        Optional<byte[]> leaves = signed.leaves(chunk.index);
        if (leaves.isPresent()) {
            history.leaves(chunk.first, leaves.get(), chunk.width);
            alignment.next(
                    chunk.first, leaves.get(), chunk.width, chunk.first, chunk.hashes, chunk.count);
            return;
        }
        Optional<byte[]> root = signed.rootOf(chunk.index);
        if (root.isEmpty()) {
            history.gap();
            untraced(chunk);
        } else if (chunk.whole()
                && Arrays.equals(sha.root(chunk.hashes, chunk.count), root.get())) {
            history.leaves(chunk.first, chunk.hashes, chunk.width);
        } else {
            history.subtree(chunk.first, root.get());
            opaque(chunk);
        }
    }

    /// Neither the records nor their stored leaf hashes are those of the signed tree.
    private void opaque(Chunk chunk) {
        if (chunk.count > 0) {
            found.add(
                    Finding.between(
                            Defect.ALTERED,
                            chunk.first,
                            chunk.first + chunk.count - 1,
                            "one of these records at least; their stored leaf hashes were changed"
                                    + " too"));
        }
        absent(chunk);
    }

    private void untraced(Chunk chunk) {
        if (untracedFrom < 0) {
            untracedFrom = chunk.first;
        }
        untracedTo = chunk.end();
        absent(chunk);
        int comparable = Math.min(chunk.count, chunk.stored.length / Sha.BYTES);
        for (int i = 0; i < comparable; i++) {
            int at = i * Sha.BYTES;
            int to = at + Sha.BYTES;
            if (!Arrays.equals(chunk.hashes, at, to, chunk.stored, at, to)) {
                found.add(Finding.at(Defect.ALTERED, chunk.first + i, UNTRACED));
            }
        }
    }

    private void absent(Chunk chunk) {
        if (chunk.count < chunk.width) {
            found.add(
                    Finding.between(
                            Defect.MISSING,
                            chunk.first + chunk.count,
                            chunk.end() - 1,
                            "signed, but not there"));
        }
    }

    /// Records and tiles agree with each other, but not with what was signed.
    private Finding replaced(long lastAgreed) {
        long from = Math.max(untracedFrom, lastAgreed);
        long to = history.firstBeyond(from).orElse(untracedTo) - 1;
        boolean everything = from == 0 && to == head.size() - 1;
        return Finding.between(
                everything ? Defect.REPLACED : Defect.ALTERED,
                from,
                to,
                everything
                        ? "records and tiles agree with each other, but not with the signed root"
                        : "one of these records at least; the tiles were changed with them");
    }
}
