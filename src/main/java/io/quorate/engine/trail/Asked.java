package io.quorate.engine.trail;

import java.util.Optional;

/// A query, and which page of its answer.
///
/// @param after the place after which the page begins
public record Asked<Q extends Query>(Q query, Optional<Place> after, int pageSize) {
    /// The most rows on a page of decisions.
    public static final int DECISIONS_MAX = 1_000;

    /// The most records on a page; they are much larger than rows.
    public static final int RECORDS_MAX = 100;

    /// The page that begins after a place.
    public Asked<Q> from(Place place) {
        return new Asked<>(query, Optional.of(place), pageSize);
    }

    Slice slice() {
        return new Slice(after, pageSize + 1);
    }
}
