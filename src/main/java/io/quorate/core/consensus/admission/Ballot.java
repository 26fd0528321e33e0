package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.Vote;

/// A vote as it was cast, and how it came.
public record Ballot(Vote vote, Provenance provenance) {
    /// A vote that the caller vouches for.
    public static Ballot vouched(Vote vote) {
        return new Ballot(vote, new Provenance.Vouched());
    }
}
