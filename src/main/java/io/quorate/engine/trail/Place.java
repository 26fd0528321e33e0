package io.quorate.engine.trail;

import java.time.Instant;

/// Where a record stands among those of all logs.
///
/// @param at the time in the record, in whole microseconds
/// @param origin the number of its log in the store
/// @param logIndex its index in that log
public record Place(Instant at, int origin, long logIndex) {}
