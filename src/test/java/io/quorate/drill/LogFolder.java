package io.quorate.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.note.Checkpoint;
import io.quorate.core.audit.note.Receipt;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.EntryBundle;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.audit.tree.ProofMaker;
import io.quorate.core.audit.tree.Tile;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A log in a folder, written by the writer's own arithmetic, part by part; so that a test can
/// write one part from other records than the rest.
public final class LogFolder {
    public static final String ORIGIN = "example.com/log";

    private final Path root;

    public LogFolder(Path root) {
        this.root = root;
    }

    public static SigningKey key(String name) {
        try {
            return SigningKey.of(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
                    .orThrow();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /// Records with the sequence numbers 1 to `count`.
    static List<byte[]> records(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(LogFolder::decision).toList();
    }

    static byte[] decision(long seq) {
        return decision(seq, "ACCEPTED");
    }

    static byte[] decision(long seq, String verdict) {
        return record(
                Map.of(
                        "kind", Json.of("decision"),
                        "sequence_number", Json.of(seq),
                        "verdict", Json.of(verdict)));
    }

    static byte[] record(Map<String, Json> members) {
        Map<String, Json> all = new HashMap<>(members);
        all.putIfAbsent("origin", Json.of(ORIGIN));
        return new CanonicalJson().write(Json.of(all));
    }

    public Path path() {
        return root;
    }

    Path file(LogPath path) {
        return root.resolve(path.text());
    }

    /// Everything, from the same records.
    public LogFolder write(SigningKey key, List<byte[]> records) {
        return entries(records).tiles(records).checkpoint(key, records);
    }

    LogFolder entries(List<byte[]> records) {
        return entries(records, records.size());
    }

    /// The bundles that a log of `size` records has, filled with these records in their order;
    /// those left over go into the last one.
    LogFolder entries(List<byte[]> records, int size) {
        for (int first = 0; first < size; first += Tile.WIDTH) {
            int width = Math.min(Tile.WIDTH, size - first);
            int from = Math.min(first, records.size());
            int end = first + width == size ? records.size() : first + width;
            List<byte[]> part = records.subList(from, Math.clamp(end, from, records.size()));
            put(
                    new LogPath.EntriesPath(first / Tile.WIDTH, width).text(),
                    EntryBundle.encode(part));
        }
        return this;
    }

    LogFolder tiles(List<byte[]> records) {
        return tiles(records, 0);
    }

    /// The tiles from a level on.
    LogFolder tiles(List<byte[]> records, int fromLevel) {
        TreeEdge edge = TreeEdge.empty();
        List<Tile> all = new ArrayList<>(edge.append(leaves(records)));
        all.addAll(edge.partials());
        for (Tile tile : all) {
            if (tile.level() >= fromLevel) {
                put(tile.path().text(), tile.bytes());
            }
        }
        return this;
    }

    LogFolder checkpoint(SigningKey key, List<byte[]> records) {
        put("checkpoint", head(key, records).format().getBytes(UTF_8));
        return this;
    }

    static SignedNote head(SigningKey key, List<byte[]> records) {
        return head(key, ORIGIN, records);
    }

    static SignedNote head(SigningKey key, String origin, List<byte[]> records) {
        Digest root = edge(records).root();
        return new Checkpoint(origin, records.size(), root).sign(List.of(key));
    }

    /// The receipt of a record in the log of these records, made from the tiles in this folder.
    Receipt receipt(SigningKey key, List<byte[]> records, int index) {
        ProofMaker maker =
                new ProofMaker(
                        (level, tile, width) -> get(new LogPath.TilePath(level, tile, width)),
                        records.size());
        List<Digest> path = maker.inclusion(index);
        return Receipt.of(index, records.get(index), path, head(key, records));
    }

    byte[] get(LogPath path) {
        try {
            return Files.readAllBytes(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(LogPath path) {
        try {
            Files.delete(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TreeEdge edge(List<byte[]> records) {
        TreeEdge edge = TreeEdge.empty();
        edge.append(leaves(records));
        return edge;
    }

    private static List<Leaf> leaves(List<byte[]> records) {
        return records.stream().map(Leaf::of).toList();
    }
}
