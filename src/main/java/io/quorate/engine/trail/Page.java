package io.quorate.engine.trail;

import java.util.List;
import java.util.Optional;

/// Some rows of an answer, and where the next ones are.
///
/// @param next empty on the last page
public record Page<R extends Row>(List<R> rows, Optional<Place> next, Query query) {
    public Page {
        rows = List.copyOf(rows);
    }

    /// What the caller hands back to get the next page.
    public Optional<String> nextCursor() {
        return next.map(place -> Cursor.write(query, place));
    }
}
