package io.quorate.auditor;

import io.quorate.auditor.format.Entries;
import io.quorate.auditor.format.JsonReader;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.source.Source;
import io.quorate.auditor.tree.Sha;
import io.quorate.auditor.tree.Tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Reads chunks of a log of a given size; safe for several threads.
final class ChunkReader {
    private static final int TILE_BYTES = Tiles.WIDTH * Sha.BYTES;

    private final Source log;
    private final long size;
    private final long shown;
    private final Set<String> wanted;

    /// A reader that looks into the records for the wanted fields; with none it does not look at
    /// all.
    ///
    /// @param shown the size that the log shows, which may be another than that which is checked
    ChunkReader(Source log, long size, long shown, Set<String> wanted) {
        this.log = log;
        this.size = size;
        this.shown = shown;
        this.wanted = wanted;
    }

    /// The same reader, which does not look into the records.
    ChunkReader ofHashes() {
        return new ChunkReader(log, size, shown, Set.of());
    }

    Chunk read(long index) throws IOException {
        int width = Tiles.width(0, index, size);
        List<Finding> findings = new ArrayList<>();
        Optional<byte[]> bundle = log.read(Tiles.entriesPath(index, width), Entries.BYTES_MAX);
        boolean exact = bundle.isPresent();
        if (!exact) {
            bundle = grown(0, index, width, w -> Tiles.entriesPath(index, w), Entries.BYTES_MAX);
        }
        Entries entries = Entries.read(bundle.orElse(new byte[0]));
        if (!entries.whole()) {
            findings.add(
                    Finding.in(
                            Defect.DAMAGED,
                            Tiles.entriesPath(index, width),
                            "it ends within an entry"));
        }
        int count = exact ? entries.count() : Math.min(entries.count(), width);
        Sha sha = new Sha();
        byte[] hashes = new byte[count * Sha.BYTES];
        List<Map<String, Object>> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = entries.start(i);
            int length = entries.length(i);
            sha.leaf(entries.bytes(), start, length, hashes, i * Sha.BYTES);
            if (!wanted.isEmpty()) {
                fields.add(fields(entries, i, index * Tiles.WIDTH + i, findings));
            }
        }
        byte[] stored = tile(0, index, width).orElse(new byte[0]);
        return new Chunk(index, width, count, hashes, stored, fields, findings);
    }

    /// The stored hashes of a tile, as many as it has at this size; empty if it is not there, or
    /// shorter.
    Optional<byte[]> tile(int level, long index, int width) throws IOException {
        Optional<byte[]> tile = log.read(Tiles.path(level, index, width), TILE_BYTES);
        if (tile.isEmpty()) {
            tile = grown(level, index, width, w -> Tiles.path(level, index, w), TILE_BYTES);
        }
        return tile.filter(hashes -> hashes.length >= width * Sha.BYTES)
                .map(hashes -> Arrays.copyOf(hashes, width * Sha.BYTES));
    }

    /// A wider file in place of a partial one: a log may delete that once it has the full one, and
    /// has another if it shows another size.
    private Optional<byte[]> grown(
            int level, long index, int width, IntFunction<String> path, int limit)
            throws IOException {
        for (int wider : new int[] {Tiles.WIDTH, Tiles.width(level, index, shown)}) {
            if (wider > width) {
                Optional<byte[]> content = log.read(path.apply(wider), limit);
                if (content.isPresent()) {
                    return content;
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> fields(
            Entries entries, int entry, long record, List<Finding> findings) {
        try {
            return JsonReader.object(
                    entries.bytes(), entries.start(entry), entries.length(entry), wanted::contains);
        } catch (Malformed e) {
            findings.add(Finding.at(Defect.MALFORMED, record, e.reason()));
            return Map.of();
        }
    }
}
