package io.quorate.engine.trail;

import java.time.Duration;
import java.util.function.Function;

/// What came of asking the store.
public sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Unavailable<T>(String cause) implements Answer<T> {}

    /// As many questions wait already as may wait.
    record Full<T>() implements Answer<T> {}

    /// It took longer than a question may take, and was cut short.
    record TimedOut<T>(Duration most) implements Answer<T> {}

    default <U> Answer<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Given<T>(T value) -> new Given<>(change.apply(value));
            case Unavailable<T>(String cause) -> new Unavailable<>(cause);
            case Full<T>() -> new Full<>();
            case TimedOut<T>(Duration most) -> new TimedOut<>(most);
        };
    }
}
