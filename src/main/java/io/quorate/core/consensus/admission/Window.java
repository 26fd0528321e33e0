package io.quorate.core.consensus.admission;

import java.time.Instant;
import java.util.Optional;

/// When votes may be cast, both ends included; an end that is absent sets no bound.
public record Window(Optional<Instant> opens, Optional<Instant> closes) {
    public static final Window UNBOUNDED = new Window(Optional.empty(), Optional.empty());

    public Window {
        if (opens.isPresent() && closes.isPresent() && closes.get().isBefore(opens.get())) {
            throw new IllegalArgumentException("a window does not close before it opens");
        }
    }

    public static Window between(Instant opens, Instant closes) {
        return new Window(Optional.of(opens), Optional.of(closes));
    }

    boolean isBefore(Instant moment) {
        return closes.isPresent() && moment.isAfter(closes.get());
    }

    boolean isAfter(Instant moment) {
        return opens.isPresent() && moment.isBefore(opens.get());
    }
}
