package io.quorate.engine;

import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A submission with the votes that the caller has already collected.
///
/// @param service the caller's name, under which its request ids are told apart; empty for none
/// @param openedAt when votes could be cast from; empty for no bound
/// @param closedAt until when
/// @param nonce the nonce, in hexadecimal, under which the caller asked; empty when no vote is
///   signed
/// @param deadline when the caller stops waiting
public record GivenVotes(
        String service,
        RequestId request,
        PoolId pool,
        Submission submission,
        List<Vote> votes,
        Optional<Instant> openedAt,
        Optional<Instant> closedAt,
        Optional<String> nonce,
        Optional<Instant> deadline) {

    public GivenVotes {
        votes = List.copyOf(votes);
    }
}
