package io.quorate.core.audit.note;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.protocol.Digest;
import java.util.Arrays;
import java.util.List;

/// The head of a log: how many leaves it has and which root they lead to (C2SP tlog-checkpoint).
///
/// @param origin the log's own name, the first line
/// @param extensions further lines; ours has none
public record Checkpoint(String origin, long size, Digest root, List<String> extensions) {
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.contains("\n")) {
            throw new IllegalArgumentException("an origin is one line that is not empty");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no " + size + " leaves");
        }
        if (extensions.stream().anyMatch(line -> line.isEmpty() || line.contains("\n"))) {
            throw new IllegalArgumentException("an extension is one line that is not empty");
        }
    }

    public Checkpoint(String origin, long size, Digest root) {
        this(origin, size, root, List.of());
    }

    /// Reads the text of a note.
    public static Parsed<Checkpoint> parse(String text) {
        if (!text.endsWith("\n")) {
            return new Parsed.Malformed<>("the last line has no newline");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3) {
            return new Parsed.Malformed<>("a checkpoint has origin, size and root");
        }
        if (Arrays.stream(lines).anyMatch(String::isEmpty)) {
            return new Parsed.Malformed<>("a checkpoint has no empty lines");
        }
        List<String> extensions = List.of(lines).subList(3, lines.length);
        return Decimal.parse(lines[1])
                .then(size ->
                        Base64Text.parseDigest(lines[2])
                                .then(root ->
                                        new Parsed.Ok<>(
                                                new Checkpoint(lines[0], size, root, extensions))));
    }

    /// The text of the note.
    public String text() {
        StringBuilder text =
                new StringBuilder()
                        .append(origin)
                        .append('\n')
                        .append(size)
                        .append('\n')
                        .append(Base64Text.of(root))
                        .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /// The signed head. The caller MUST have stored it before anybody sees it, and MUST NOT sign
    /// another root for the same size.
    public SignedNote sign(List<SigningKey> keys) {
        return SignedNote.sign(text(), keys);
    }
}
