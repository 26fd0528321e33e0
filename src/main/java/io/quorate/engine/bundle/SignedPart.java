package io.quorate.engine.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.audit.note.Checkpoint;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.audit.tree.LogPath.CheckpointPath;
import io.quorate.core.audit.tree.LogPath.EntriesPath;
import io.quorate.core.audit.tree.LogPath.TilePath;
import io.quorate.core.audit.tree.Tile;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.bundle.BundleStore.Part;
import java.util.LinkedHashSet;
import java.util.Set;

/// Some records of a log under one checkpoint, and the hashes that lead from the one to the other.
///
/// The tree over all records has three kinds of leaves here: those in the part, which are there
/// themselves, and those before and after it, for which the largest subtrees that fit are there by
/// their hashes. The tiles that hold these, those above the part, and the ones at the right edge
/// are all that a checker asks for.
///
/// @param note the checkpoint as it was served
/// @param first the index of the first record, a multiple of 256
/// @param end a multiple of 256, or the size of the log
record SignedPart(SignedLogs logs, Origin origin, byte[] note, long size, long first, long end) {
    static final int WIDTH = Tile.WIDTH;
    private static final int BITS = 8;

    /// The whole tiles in which the records of a part lie, as soon as they are signed.
    static SignedPart of(SignedLogs logs, Part part) throws BundleBroken {
        var _ = Answers.read(logs.signed(part.origin(), part.end()));
        byte[] note = Answers.read(logs.read(part.origin(), new CheckpointPath()));
        Parsed<SignedNote> signed = SignedNote.parse(new String(note, UTF_8));
        long size = Checkpoint.parse(signed.orThrow().text()).orThrow().size();
        long first = part.first() / WIDTH * WIDTH;
        long rounded = (part.end() + WIDTH - 1) / WIDTH * WIDTH;
        return new SignedPart(logs, part.origin(), note, size, first, Math.min(rounded, size));
    }

    void write(Bundle.Sink sink) throws BundleBroken {
        sink.file("checkpoint", note);
        for (TilePath tile : tiles()) {
            copy(tile, sink);
        }
        for (long index = first / WIDTH; index * WIDTH < end; index++) {
            copy(new TilePath(0, index, Tile.width(0, index, size)), sink);
            copy(new EntriesPath(index, Tile.width(0, index, size)), sink);
        }
    }

    /// Every tile but those right above the records.
    Set<TilePath> tiles() {
        Set<TilePath> tiles = new LinkedHashSet<>();
        subtrees(0, first, tiles);
        for (int level = 1; size >>> (level * BITS) > 0; level++) {
            long span = (long) WIDTH << (level * BITS);
            for (long index = first / span; index * span < end; index++) {
                add(level, index, tiles);
            }
        }
        subtrees(end, size, tiles);
        for (int level = 0; size >>> (level * BITS) > 0; level++) {
            add(level, (size >>> (level * BITS)) / WIDTH, tiles);
        }
        return tiles;
    }

    private void subtrees(long from, long to, Set<TilePath> tiles) {
        long at = from;
        while (at < to) {
            int level = 0;
            while (at % leaves(level + 1) == 0 && at + leaves(level + 1) <= to) {
                level++;
            }
            add(level, at / leaves(level) / WIDTH, tiles);
            at += leaves(level);
        }
    }

    private static long leaves(int level) {
        return 1L << (level * BITS);
    }

    private void add(int level, long index, Set<TilePath> tiles) {
        int width = Tile.width(level, index, size);
        boolean withRecords = level == 0 && index * WIDTH >= first && index * WIDTH < end;
        if (width > 0 && !withRecords) {
            tiles.add(new TilePath(level, index, width));
        }
    }

    private void copy(LogPath path, Bundle.Sink sink) throws BundleBroken {
        sink.file(path.text(), Answers.read(logs.read(origin, path)));
    }
}
