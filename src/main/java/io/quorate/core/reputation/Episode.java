package io.quorate.core.reputation;

import io.quorate.core.detection.Response;
import io.quorate.core.protocol.DecisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that happened in a pool, as it is remembered for a while: a decision, or the label
/// that it was given later.
///
/// @param lesson what there was to learn from it
/// @param responses how long the agents took
public record Episode(
        DecisionId decision, Instant at, Optional<Lesson> lesson, List<Response> responses) {
    /// Episodes of a pool that are remembered; with seven votes each that is some megabytes.
    public static final int LATEST = Retrospect.DECISIONS_MAX;

    public Episode {
        responses = List.copyOf(responses);
    }

    /// Written out, since episodes are compared with every exchange and a native image would
    /// interpret what the compiler makes for a record.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Episode that
                        && decision.equals(that.decision)
                        && at.equals(that.at)
                        && lesson.equals(that.lesson)
                        && responses.equals(that.responses));
    }

    @Override
    public int hashCode() {
        return decision.hashCode();
    }

    /// Whether there is anything to remember.
    public boolean isEmpty() {
        return lesson.isEmpty() && responses.isEmpty();
    }
}
