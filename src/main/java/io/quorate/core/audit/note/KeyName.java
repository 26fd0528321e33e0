package io.quorate.core.audit.note;

import java.util.Optional;

/// What the name of a key may be: not empty, without spaces, control characters and plus signs.
final class KeyName {
    private static final char NEXT_LINE = 0x85;

    private KeyName() {}

    /// Why `name` is none; empty if it is one.
    static Optional<String> flaw(String name) {
        if (name.isEmpty()) {
            return Optional.of("a key name is not empty");
        }
        boolean forbidden =
                name.codePoints()
                        .anyMatch(c ->
                                c == '+'
                                        || c < ' '
                                        || c == NEXT_LINE
                                        || Character.isSpaceChar(c)
                                        || Character.isWhitespace(c)
                                        || Character.getType(c) == Character.SURROGATE);
        return forbidden
                ? Optional.of("a key name has no space, control character or plus sign")
                : Optional.empty();
    }
}
