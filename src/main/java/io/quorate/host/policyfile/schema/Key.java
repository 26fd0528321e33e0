package io.quorate.host.policyfile.schema;

import java.util.Optional;

/// A setting with a value of its own.
///
/// @param example a value as it would be written
/// @param otherwise what holds when it is not given, where that is not a fixed value
/// @param takesEffect when a change of it is applied
public record Key<T>(
        String name,
        Kind<T> kind,
        String meaning,
        String example,
        Optional<String> otherwise,
        TakesEffect takesEffect)
        implements Member {

    /// When a change takes effect.
    public enum TakesEffect {
        ON_RELOAD,
        AT_START
    }

    public static <T> Key<T> of(String name, Kind<T> kind, String example, String meaning) {
        return new Key<>(name, kind, meaning, example, Optional.empty(), TakesEffect.ON_RELOAD);
    }

    /// The same key, with what holds when it is not given.
    public Key<T> otherwise(String words) {
        return new Key<>(name, kind, meaning, example, Optional.of(words), takesEffect);
    }

    /// The same key, read at start only.
    public Key<T> atStart() {
        return new Key<>(name, kind, meaning, example, otherwise, TakesEffect.AT_START);
    }
}
