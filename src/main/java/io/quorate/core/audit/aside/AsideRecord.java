package io.quorate.core.audit.aside;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that agents were asked and that no caller waited for.
public sealed interface AsideRecord {
    /// Where the circumstances of a record lie.
    ///
    /// @param origin the log that it stands in
    /// @param at when the last vote was in, in whole microseconds
    /// @param decision under which name the agents were asked
    record Head(Origin origin, Instant at, DecisionId decision, PoolId pool) {
        public Head {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    Head head();

    /// The round with all its votes.
    RoundReport round();

    /// What stands in the leaf for content that lies apart, by slot.
    SortedMap<String, Digest> commitments();

    /// The same with one commitment more.
    AsideRecord with(String slot, Digest commitment);

    /// A decision's round with the votes that came after its outcome.
    record Collected(Head head, RoundReport round, SortedMap<String, Digest> commitments)
            implements AsideRecord {
        public Collected {
            commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
        }

        @Override
        public Collected with(String slot, Digest commitment) {
            return new Collected(head, round, AsideRecord.with(commitments, slot, commitment));
        }
    }

    /// A round on a question whose right answer was known beforehand.
    ///
    /// @param canary its name
    record Asked(
            Head head,
            String canary,
            Choice right,
            RoundReport round,
            SortedMap<String, Digest> commitments)
            implements AsideRecord {
        public Asked {
            commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
        }

        @Override
        public Asked with(String slot, Digest commitment) {
            return new Asked(
                    head, canary, right, round, AsideRecord.with(commitments, slot, commitment));
        }
    }

    private static SortedMap<String, Digest> with(
            SortedMap<String, Digest> commitments, String slot, Digest commitment) {
        SortedMap<String, Digest> more = new TreeMap<>(commitments);
        more.put(slot, commitment);
        return more;
    }
}
