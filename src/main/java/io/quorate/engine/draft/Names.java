package io.quorate.engine.draft;

import io.quorate.core.protocol.Identifier;

/// Names that came from outside and need not be names at all.
final class Names {
    private Names() {}

    /// The name as it is, or in quotes where it could not stand by itself.
    static String orQuoted(String name) {
        return Identifier.problem(name).isEmpty() ? name : quoted(name);
    }

    /// The name in quotes, with what cannot be printed escaped, and cut to the length that an id
    /// may have. Quotes are not among the characters of an id, so it names nothing that exists.
    static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        int i = 0;
        while (i < name.length()) {
            int point = name.codePointAt(i);
            i += Character.charCount(point);
            boolean printable =
                    !Character.isISOControl(point)
                            && Character.getType(point) != Character.SURROGATE;
            String next = printable ? Character.toString(point) : String.format("\\u%04x", point);
            if (quoted.length() + next.length() + "…\"".length() > Identifier.LENGTH_MAX) {
                quoted.append('…');
                break;
            }
            quoted.append(next);
        }
        return quoted.append('"').toString();
    }
}
