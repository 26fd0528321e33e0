package io.quorate.edge.validators;

import org.jspecify.annotations.Nullable;

/// What a stranger's server said, in a form that can be shown: one line, not long.
final class Detail {
    private static final int LENGTH_MAX = 200;

    private Detail() {}

    static String of(String what, @Nullable String said) {
        if (said == null || said.isBlank()) {
            return what;
        }
        String line = said.strip().replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ");
        return what
                + ": "
                + (line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "…");
    }
}
