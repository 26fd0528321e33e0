package io.quorate.auditor.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A text with signature lines below it (C2SP signed-note).
public final class Note {
    private static final int BYTES_MAX = 1_000_000;
    private static final int LINES_MAX = 100;
    private static final int ID_BYTES = 4;
    private static final String DASH = "\u2014 ";

    /// A signature line.
    record Line(String name, String base64) {
        byte[] keyId() {
            return Arrays.copyOf(bytes(), ID_BYTES);
        }

        byte[] signature() {
            byte[] bytes = bytes();
            return Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
        }

        private byte[] bytes() {
            return java.util.Base64.getDecoder().decode(base64);
        }
    }

    private final String text;
    private final List<Line> lines;

    private Note(String text, List<Line> lines) {
        this.text = text;
        this.lines = lines;
    }

    public static Note parse(byte[] bytes) throws Malformed {
        if (bytes.length > BYTES_MAX) {
            throw new Malformed("a note of more than " + BYTES_MAX + " bytes");
        }
        return parse(Strict.utf8(bytes));
    }

    static Note parse(String note) throws Malformed {
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new Malformed("a control character in a note");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new Malformed("no empty line between text and signatures");
        }
        String below = note.substring(blank + 2);
        if (!below.endsWith("\n")) {
            throw new Malformed("a note ends in a newline");
        }
        String[] each = below.substring(0, below.length() - 1).split("\n", -1);
        if (each.length > LINES_MAX) {
            throw new Malformed("more than " + LINES_MAX + " signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : each) {
            lines.add(line(line));
        }
        return new Note(note.substring(0, blank + 1), lines);
    }

    private static Line line(String line) throws Malformed {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new Malformed("not a signature line");
        }
        String name = line.substring(DASH.length(), space);
        checkName(name);
        String base64 = line.substring(space + 1);
        if (Strict.base64(base64).length <= ID_BYTES) {
            throw new Malformed("a signature line without a signature");
        }
        return new Line(name, base64);
    }

    static void checkName(String name) throws Malformed {
        boolean bad =
                name.isEmpty()
                        || name.chars()
                                .anyMatch(c ->
                                        c == '+'
                                                || c < ' '
                                                || c == 0x85
                                                || Character.isWhitespace(c)
                                                || Character.isSpaceChar(c));
        if (bad) {
            throw new Malformed("not the name of a key");
        }
    }

    public String text() {
        return text;
    }

    /// Why none of the trusted keys has signed this note; empty if one has. A line that says to be
    /// by a trusted key and is not condemns the note.
    public Optional<String> distrust(List<TrustedKey> keys) {
        boolean signed = false;
        for (Line line : lines) {
            for (TrustedKey key : keys) {
                if (key.named(line)) {
                    if (!key.verifies(text, line.signature())) {
                        return Optional.of("its signature by " + key.name() + " is false");
                    }
                    signed = true;
                }
            }
        }
        return signed ? Optional.empty() : Optional.of("no trusted key has signed it");
    }
}
