package io.quorate.core.protocol;

import java.util.Optional;

/// The form that every id has: 1 to 128 characters, none of them a control character or a lone
/// surrogate.
public final class Identifier {
    public static final int LENGTH_MAX = 128;

    private Identifier() {}

    /// What is wrong with an id, in words that follow its name; empty if nothing is.
    public static Optional<String> problem(String value) {
        if (value.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (value.length() > LENGTH_MAX) {
            return Optional.of("must have at most " + LENGTH_MAX + " characters");
        }
        return hasUnprintable(value)
                ? Optional.of("must not contain control characters")
                : Optional.empty();
    }

    private static boolean hasUnprintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == value.length() || !Character.isSurrogatePair(c, value.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    static void check(String kind, String value) {
        problem(value)
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(kind + " " + problem);
                });
    }
}
