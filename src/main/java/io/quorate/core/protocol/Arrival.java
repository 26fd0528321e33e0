package io.quorate.core.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/// How a vote came, beside what it says.
///
/// @param delay how long after the opening, in microseconds, by our clock for a vote that an agent
///   delivered, by the caller's for one that it brought; empty where unknown
/// @param usage what a model counted for it; empty where nothing was counted
public record Arrival(OptionalLong delay, Optional<Usage> usage) {
    /// Nothing is known of it.
    public static final Arrival UNKNOWN = new Arrival(OptionalLong.empty(), Optional.empty());
}
