package io.quorate.core.audit.bytes;

import java.util.function.Function;

/// What came of reading a text from outside: the value, or why there is none.
public sealed interface Parsed<T> {
    record Ok<T>(T value) implements Parsed<T> {}

    record Malformed<T>(String reason) implements Parsed<T> {}

    /// The value; for texts of our own making, where anything else is a bug.
    ///
    /// @throws IllegalArgumentException with the reason, if there is no value
    default T orThrow() {
        return switch (this) {
            case Ok<T>(T value) -> value;
            case Malformed<T>(String reason) -> throw new IllegalArgumentException(reason);
        };
    }

    /// The outcome of reading on from the value.
    default <R> Parsed<R> then(Function<? super T, Parsed<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Malformed<T>(String reason) -> new Malformed<>(reason);
        };
    }
}
