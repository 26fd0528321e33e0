package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a further round may draw on; empty where there must not be one.
///
/// @param standbys agents that may take a seat, in the order in which they do
/// @param until the last moment at which a further round leaves its voters enough time
public record Reserve(List<Member> standbys, Optional<Instant> until) {
    /// No further round: the votes were brought, or this round is one already.
    public static final Reserve NONE = new Reserve(List.of(), Optional.empty());

    public Reserve {
        standbys = List.copyOf(standbys);
        standbys.forEach(standby -> {
            if (!standby.standing().mayVote()) {
                throw new IllegalArgumentException(
                        standby.agent() + " must come with the standing it would vote in");
            }
        });
    }

    boolean serves(Instant now) {
        return !standbys.isEmpty() && until.map(last -> !now.isAfter(last)).orElse(true);
    }
}
