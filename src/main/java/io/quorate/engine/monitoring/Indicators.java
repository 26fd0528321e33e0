package io.quorate.engine.monitoring;

import io.quorate.core.protocol.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/// How well decisions were made, by pool and period.
///
/// @param losses how many records of calls without a decision there are, by kind
/// @param durability how many decisions there are, by how durable they were when answered
public record Indicators(
        List<Period> periods, SortedMap<String, Long> losses, SortedMap<String, Long> durability) {
    public Indicators {
        periods = List.copyOf(periods);
    }

    /// How periods are cut, in UTC.
    public enum Cut {
        DAY,
        MONTH
    }

    /// One pool in one period.
    ///
    /// @param verdicts how many decisions the pool had, by verdict
    /// @param agreement the mean share of votes for what most voted for
    /// @param confidence the mean confidence in what the pool leant to
    /// @param labelled of how many decisions the right choice became known
    /// @param right how many of these had it
    /// @param faults how many there were, by kind
    public record Period(
            Instant begins,
            PoolId pool,
            SortedMap<String, Long> verdicts,
            OptionalDouble agreement,
            OptionalDouble confidence,
            long labelled,
            long right,
            SortedMap<String, Long> faults) {
        public long decisions() {
            return verdicts.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
