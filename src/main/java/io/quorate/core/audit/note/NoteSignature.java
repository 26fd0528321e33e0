package io.quorate.core.audit.note;

import io.quorate.core.audit.bytes.Base64Text;
import io.quorate.core.audit.bytes.Parsed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// One signature line of a note.
///
/// @param base64 the four bytes of the key's id, and the signature
public record NoteSignature(String name, String base64) {
    /// The dash is U+2014, not a hyphen.
    private static final String DASH = "— ";

    public NoteSignature {
        Optional<String> flaw = flaw(name, base64);
        if (flaw.isPresent()) {
            throw new IllegalArgumentException(flaw.get());
        }
    }

    /// Reads a line without its newline.
    public static Parsed<NoteSignature> parse(String line) {
        if (!line.startsWith(DASH)) {
            return new Parsed.Malformed<>("a signature line begins with U+2014 and a space");
        }
        String[] parts = line.substring(DASH.length()).split(" ", -1);
        if (parts.length != 2) {
            return new Parsed.Malformed<>("a signature line has a name and a signature");
        }
        return flaw(parts[0], parts[1])
                .<Parsed<NoteSignature>>map(Parsed.Malformed::new)
                .orElseGet(() -> new Parsed.Ok<>(new NoteSignature(parts[0], parts[1])));
    }

    /// The line with its newline.
    public String line() {
        return DASH + name + " " + base64 + "\n";
    }

    public int keyId() {
        return ByteBuffer.wrap(decoded()).getInt();
    }

    /// The signature without the key's id.
    byte[] bytes() {
        byte[] all = decoded();
        return Arrays.copyOfRange(all, Integer.BYTES, all.length);
    }

    private byte[] decoded() {
        return Base64Text.parse(base64).orThrow();
    }

    private static Optional<String> flaw(String name, String base64) {
        return KeyName.flaw(name)
                .or(() ->
                        switch (Base64Text.parse(base64)) {
                            case Parsed.Malformed(String reason) -> Optional.of(reason);
                            case Parsed.Ok(byte[] bytes) when bytes.length <= 4 ->
                                    Optional.of("a signature has more than the key's id");
                            case Parsed.Ok(byte[] _) -> Optional.empty();
                        });
    }
}
