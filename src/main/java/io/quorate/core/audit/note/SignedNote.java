package io.quorate.core.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Parsed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text with signatures below it (C2SP signed-note).
///
/// @param text ends in a newline; may contain empty lines
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// More than the 16 that every reader must accept; what Go's reader accepts.
    private static final int SIGNATURES_MAX = 100;

    private static final int BYTES_MAX = 1_000_000;

    public SignedNote {
        signatures = List.copyOf(signatures);
        Optional<String> flaw = flaw(text);
        if (flaw.isPresent()) {
            throw new IllegalArgumentException(flaw.get());
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("a note has 1 to 100 signatures");
        }
    }

    /// The note of `text`, signed by each of `keys`.
    ///
    /// @throws IllegalArgumentException if the text is not one that can be signed
    public static SignedNote sign(String text, List<SigningKey> keys) {
        return new SignedNote(text, keys.stream().map(key -> key.sign(text)).toList());
    }

    /// Reads a note; whether its signatures are good is another question.
    public static Parsed<SignedNote> parse(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return new Parsed.Malformed<>("a note of more than " + BYTES_MAX + " bytes");
        }
        try {
            return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new Parsed.Malformed<>("not UTF-8");
        }
    }

    public static Parsed<SignedNote> parse(String note) {
        // The text may have empty lines of its own: only the last one separates it.
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            return new Parsed.Malformed<>("no empty line between text and signatures");
        }
        String text = note.substring(0, end + 1);
        Optional<String> flaw = flaw(text);
        if (flaw.isPresent()) {
            return new Parsed.Malformed<>(flaw.get());
        }
        return parseLines(note.substring(end + 2))
                .then(signatures -> new Parsed.Ok<>(new SignedNote(text, signatures)));
    }

    /// Reads signature lines without a text, such as a witness returns.
    public static Parsed<List<NoteSignature>> parseLines(String lines) {
        if (!lines.endsWith("\n")) {
            return new Parsed.Malformed<>("the last signature line has no newline");
        }
        String[] each = lines.substring(0, lines.length() - 1).split("\n", -1);
        if (each.length > SIGNATURES_MAX) {
            return new Parsed.Malformed<>("more than " + SIGNATURES_MAX + " signatures");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : each) {
            switch (NoteSignature.parse(line)) {
                case Parsed.Malformed(String reason) -> {
                    return new Parsed.Malformed<>(reason);
                }
                case Parsed.Ok(NoteSignature signature) -> signatures.add(signature);
            }
        }
        return new Parsed.Ok<>(List.copyOf(signatures));
    }

    /// The same note with further signatures below the others.
    public SignedNote with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedNote(text, all);
    }

    /// Why this note is not signed by `key`; empty if it is. A bad signature of the key condemns
    /// the note, even beside a good one.
    public Optional<String> flaw(VerifierKey key) {
        boolean found = false;
        for (NoteSignature signature : signatures) {
            if (key.signed(signature)) {
                Optional<String> flaw = key.flaw(text, signature);
                if (flaw.isPresent()) {
                    return flaw;
                }
                found = true;
            }
        }
        return found ? Optional.empty() : Optional.of("no signature is by " + key.name());
    }

    /// The note as it is stored and served.
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    private static Optional<String> flaw(String text) {
        if (!text.endsWith("\n")) {
            return Optional.of("the text of a note ends in a newline");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            return Optional.of("a note has no control characters but newlines");
        }
        return UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of("the text of a note has a lone surrogate");
    }
}
