package io.quorate.engine.draft;

/// A field that needs reading before it has a value.
public sealed interface Field<T> {

    /// The caller left it out.
    record Absent<T>() implements Field<T> {}

    record Present<T>(T value) implements Field<T> {}

    /// The caller gave something that cannot be read.
    ///
    /// @param problem what is wrong with it, in words that follow the field's name: `is not a time`
    record Unreadable<T>(String problem) implements Field<T> {}
}
