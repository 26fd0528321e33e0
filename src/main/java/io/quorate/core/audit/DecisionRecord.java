package io.quorate.core.audit;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RiskTag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One decision, as the log keeps it and as every answer about it is filled.
///
/// The votes inside the findings carry their texts here; the leaf holds commitments instead, and a
/// record that is read back carries the texts only as far as their content still exists. Times are
/// cut to microseconds, which is what the log holds.
///
/// @param origin the log that it stands in
/// @param sequence its number in that log, without gaps
/// @param service the name under which the caller asked; empty for a nameless one
/// @param commitments what stands in the leaf for content that lies apart: by slot, such as
///   `submission`, `subject` or `facts/1/vote/0`
/// @param choices what could be voted for
/// @param policy digest of the policy that steered it
/// @param unenforced keys of that policy which are read but not enforced
/// @param cachedFrom the earlier decision whose findings were reused
public record DecisionRecord(
        DecisionId id,
        Origin origin,
        long sequence,
        String service,
        RequestId request,
        Instant receivedAt,
        Instant decidedAt,
        SortedMap<String, Digest> commitments,
        List<Choice> choices,
        SortedMap<String, String> tags,
        Optional<RiskTag> riskTag,
        Digest policy,
        List<String> unenforced,
        Findings findings,
        Durability durability,
        Optional<DecisionId> cachedFrom) {

    public DecisionRecord {
        if (!service.isEmpty()) {
            Identifier.problem(service)
                    .ifPresent(problem -> {
                        throw new IllegalArgumentException("service " + problem);
                    });
        }
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
        decidedAt = decidedAt.truncatedTo(ChronoUnit.MICROS);
        commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
        choices = List.copyOf(choices);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        unenforced = List.copyOf(unenforced);
    }

    /// The same with other findings: those of a round with the votes that came after its outcome.
    public DecisionRecord with(Findings others) {
        return new DecisionRecord(
                id,
                origin,
                sequence,
                service,
                request,
                receivedAt,
                decidedAt,
                commitments,
                choices,
                tags,
                riskTag,
                policy,
                unenforced,
                others,
                durability,
                cachedFrom);
    }
}
