package io.quorate.core.audit.note;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.protocol.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The offline proof of one record: its place, the hashes from its leaf to the root, and the
/// checkpoint that signs the root (C2SP tlog-proof, `.tlog-proof`).
///
/// @param index of the leaf, from 0
/// @param path from the leaf's sibling to the root's child
/// @param checkpoint a note whose text is a [Checkpoint]
/// @param extra base64 of data beside the proof, which is not authenticated by it. Ours is the
///   leaf: then the receipt is complete without another file
public record Receipt(
        long index, List<Digest> path, SignedNote checkpoint, Optional<String> extra) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /// A path has at most one hash for each bit of a size.
    private static final int PATH_MAX = 63;

    public Receipt {
        path = List.copyOf(path);
        if (index < 0 || path.size() > PATH_MAX) {
            throw new IllegalArgumentException("no leaf " + index + " below so many hashes");
        }
    }

    /// The receipt of a leaf, which it contains.
    public static Receipt of(long index, byte[] leaf, List<Digest> path, SignedNote checkpoint) {
        return new Receipt(index, path, checkpoint, Optional.of(Base64Text.of(leaf)));
    }

    /// Reads a receipt; whether it proves anything is another question.
    public static Parsed<Receipt> parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            return new Parsed.Malformed<>("no empty line between proof and checkpoint");
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, end).split("\n", -1)));
        if (!lines.removeFirst().equals(HEADER)) {
            return new Parsed.Malformed<>("the first line is not " + HEADER);
        }
        Optional<String> extra = Optional.empty();
        if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
            extra = Optional.of(lines.removeFirst().substring(EXTRA.length()));
            if (Base64Text.parse(extra.get()) instanceof Parsed.Malformed(String reason)) {
                return new Parsed.Malformed<>("the extra data is " + reason);
            }
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
            return new Parsed.Malformed<>("no index");
        }
        Parsed<Long> index = Decimal.parse(lines.removeFirst().substring(INDEX.length()));
        return parse(index, lines, text.substring(end + 2), extra);
    }

    private static Parsed<Receipt> parse(
            Parsed<Long> index, List<String> hashes, String note, Optional<String> extra) {
        if (hashes.size() > PATH_MAX) {
            return new Parsed.Malformed<>("more than " + PATH_MAX + " hashes");
        }
        List<Digest> path = new ArrayList<>();
        for (String hash : hashes) {
            switch (Base64Text.parseDigest(hash)) {
                case Parsed.Malformed(String reason) -> {
                    return new Parsed.Malformed<>(reason);
                }
                case Parsed.Ok(Digest digest) -> path.add(digest);
            }
        }
        return index.then(at ->
                SignedNote.parse(note)
                        .then(head -> new Parsed.Ok<>(new Receipt(at, path, head, extra))));
    }

    /// The leaf, if the receipt contains it.
    public Optional<byte[]> leaf() {
        return extra.map(base64 -> Base64Text.parse(base64).orThrow());
    }

    /// The receipt as it is stored and served.
    public String format() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(Base64Text.of(hash)).append('\n'));
        return text.append('\n').append(checkpoint.format()).toString();
    }
}
