package io.quorate.core.consensus;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Transcript;
import java.time.Duration;
import java.time.Instant;

/// What has to be the same for an outcome to answer again: only the same question is the same
/// question, however similar the votes on others were.
///
/// @param submission digest of what is judged
/// @param policy digest of the rules
/// @param membership digest of seats and standings, not of weights: these change with every label
public record Question(PoolId pool, Digest submission, Digest policy, Digest membership) {

    public static Question of(Digest submission, Digest policy, Electorate electorate) {
        return new Question(electorate.pool(), submission, policy, membership(electorate));
    }

    private static Digest membership(Electorate electorate) {
        Transcript transcript = new Transcript("quorate.membership.v1").number(electorate.size());
        for (Seat seat : electorate.seats()) {
            transcript.text(seat.agent().value()).text(seat.standing().name());
        }
        return transcript.digest();
    }

    /// Whether an answer of some time ago may still be given; never when `reuseFor` is zero.
    public static boolean isFresh(Instant decidedAt, Instant now, Duration reuseFor) {
        return now.isBefore(decidedAt.plus(reuseFor)) && !now.isBefore(decidedAt);
    }
}
