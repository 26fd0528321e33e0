package io.quorate.core.audit.aside;

import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an operator did about a canary.
public sealed interface CanaryRecord {
    /// Where the circumstances of a record lie.
    ///
    /// @param origin the log that it stands in
    /// @param at when it happened, in whole microseconds
    /// @param commitments of who did so and what was said
    record Head(Origin origin, Instant at, CanaryId canary, SortedMap<String, Digest> commitments) {
        public Head {
            at = at.truncatedTo(ChronoUnit.MICROS);
            commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
        }
    }

    Head head();

    /// It may be asked from now on.
    ///
    /// @param pools that it is put to
    record Added(Head head, List<PoolId> pools, Choice right) implements CanaryRecord {
        public Added {
            pools = List.copyOf(pools);
        }
    }

    /// It is not asked any more.
    record Retired(Head head) implements CanaryRecord {}
}
