package io.quorate.engine.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What went on in a span of time beside the figures of pools.
///
/// @param uses how much each service asked, the busiest first
/// @param kinds how many records there are beside decisions, by kind
/// @param starts how many starts there were, by how the sidecar before had ended
/// @param lost how many sequence numbers are recorded as lost
/// @param labels what became known of decisions, by who said so
/// @param movements how standings of agents changed, in order of time
/// @param orders what operators ordered about the log, in order of time
public record Activity(
        List<Use> uses,
        SortedMap<String, Long> kinds,
        SortedMap<String, Long> starts,
        long lost,
        List<Source> labels,
        List<Movement> movements,
        List<Ordered> orders) {
    /// More than people read; what is beyond stands in the log.
    public static final int ROWS_MAX = 1_000;

    public Activity {
        uses = List.copyOf(uses);
        labels = List.copyOf(labels);
        movements = List.copyOf(movements);
        orders = List.copyOf(orders);
    }

    /// @param service empty for callers without a name
    /// @param undecided how many decisions found no consensus
    /// @param provisional how many took a choice without a quorum, by a rule of the policy
    public record Use(
            String service,
            long decisions,
            long accepted,
            long rejected,
            long undecided,
            long provisional) {}

    /// @param source `OUTCOME` or `REVIEW`; what a canary taught is of no decision
    /// @param right how many of these decisions had the right choice
    public record Source(String source, long labels, long right) {}

    /// @param cause what kind of thing moved the agent
    public record Movement(
            Instant at, String pool, String agent, String from, String to, String cause) {}

    /// @param kind as in the record
    public record Ordered(Instant at, String kind, String operator) {}
}
