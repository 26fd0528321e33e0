package io.quorate.engine.trail;

import java.util.Optional;

/// Which part of an answer: so many rows after a place, or from the beginning.
public record Slice(Optional<Place> after, int rowsMax) {
    public Slice {
        if (rowsMax < 1) {
            throw new IllegalArgumentException("a slice has room for a row");
        }
    }
}
