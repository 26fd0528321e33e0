package io.quorate.edge.validators.builtin.citations;

import io.quorate.core.protocol.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the source that a citation names.
final class Cited {
    static final String NO_CITATIONS = "The answer cites nothing.";

    private final Map<String, Integer> known = new HashMap<>();

    /// An id goes before a title, and a title before a number.
    Cited(List<Source> sources) {
        for (int i = 0; i < sources.size(); i++) {
            known.put(plain(sources.get(i).id()), i);
        }
        for (int i = 0; i < sources.size(); i++) {
            known.putIfAbsent(plain(sources.get(i).title()), i);
        }
        for (int i = 0; i < sources.size(); i++) {
            known.putIfAbsent(Integer.toString(i + 1), i);
        }
        known.remove("");
    }

    /// The place of the named source among all.
    Optional<Integer> find(String name) {
        return Optional.ofNullable(known.get(plain(name)));
    }

    private static String plain(String name) {
        String bare = name.strip();
        return (bare.startsWith("^") ? bare.substring(1) : bare).toLowerCase(Locale.ROOT);
    }
}
