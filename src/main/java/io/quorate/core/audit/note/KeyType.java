package io.quorate.core.audit.note;

import java.util.Optional;

/// What a key signs, by the identifier byte of C2SP signed-note.
public enum KeyType {
    /// The text of a note.
    NOTE(1),

    /// The text of a checkpoint together with a time: a witness's cosignature.
    COSIGNATURE(4);

    private final byte identifier;

    KeyType(int identifier) {
        this.identifier = (byte) identifier;
    }

    byte identifier() {
        return identifier;
    }

    static Optional<KeyType> of(byte identifier) {
        for (KeyType type : values()) {
            if (type.identifier == identifier) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
