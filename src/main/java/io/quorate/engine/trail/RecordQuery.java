package io.quorate.engine.trail;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Transcript;
import java.util.List;
import java.util.Set;

/// Which records beside the decisions.
///
/// @param kinds in ascending order; empty for whatever changed how decisions are made or kept,
///   which is every kind but those of [#CALLS]
public record RecordQuery(TimeRange range, Order order, List<String> kinds) implements Query {
    public static final int KINDS_MAX = 16;

    /// The kinds of record that calls leave behind, and what is asked beside them.
    public static final Set<String> CALLS =
            Set.of("decision", "duplicate", "refused", "lost", "collected", "canary");

    /// Decisions have queries of their own.
    public static final String DECISION = "decision";

    public RecordQuery {
        kinds = kinds.stream().distinct().sorted().toList();
        if (kinds.size() > KINDS_MAX || kinds.contains(DECISION)) {
            throw new IllegalArgumentException("no query for records of kinds " + kinds);
        }
    }

    @Override
    public Digest digest() {
        Transcript transcript = Questions.begin("quorate.query.records.v1", range, order);
        transcript.number(kinds.size());
        kinds.forEach(transcript::text);
        return transcript.digest();
    }
}
