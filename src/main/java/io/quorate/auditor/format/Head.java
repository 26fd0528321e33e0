package io.quorate.auditor.format;

import java.util.Arrays;
import java.util.Base64;

/// What a checkpoint says: that the first `size` records of a log lead to `root`.
///
/// @param root in base64, as the checkpoint has it
public record Head(String origin, long size, String root) {
    /// Reads the text of a note.
    public static Head parse(String text) throws Malformed {
        if (!text.endsWith("\n")) {
            throw new Malformed("a checkpoint ends in a newline");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3 || Arrays.stream(lines).anyMatch(String::isEmpty)) {
            throw new Malformed("a checkpoint has an origin, a size and a root");
        }
        Strict.hash(lines[2]);
        return new Head(lines[0], Strict.number(lines[1]), lines[2]);
    }

    public boolean leadsTo(byte[] otherRoot) {
        return Base64.getEncoder().encodeToString(otherRoot).equals(root);
    }
}
