package io.quorate.host.policyfile.schema;

import java.util.Optional;

/// A setting with a value of its own.
///
/// @param example a value as it would be written, other than the default
/// @param otherwise what holds when it is not given, where that is not a fixed value
public record Key<T>(
        String name,
        Kind<T> kind,
        String meaning,
        String example,
        Optional<String> otherwise,
        Presence presence)
        implements Member {

    /// Whether a group needs the key.
    public enum Presence {
        OPTIONAL,
        REQUIRED
    }

    public static <T> Key<T> of(String name, Kind<T> kind, String example, String meaning) {
        return new Key<>(name, kind, meaning, example, Optional.empty(), Presence.OPTIONAL);
    }

    /// The same key, with what holds when it is not given.
    public Key<T> otherwise(String words) {
        return new Key<>(name, kind, meaning, example, Optional.of(words), presence);
    }

    /// The same key, without which its group makes no sense.
    public Key<T> required() {
        return new Key<>(name, kind, meaning, example, otherwise, Presence.REQUIRED);
    }
}
