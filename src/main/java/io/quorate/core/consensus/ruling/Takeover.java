package io.quorate.core.consensus.ruling;

import io.quorate.core.policy.Participation;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Who decides where pools handed on to experts what they could not decide.
///
/// The experts' outcome takes the place of the pool's where a quorum of them accepts or rejects,
/// and the pool's is then reported only. Where they cannot decide either, the pool's own stands and
/// theirs is reported only.
public final class Takeover {
    private Takeover() {}

    /// The same results, each with the part that it takes in the verdict.
    ///
    /// @param experts the pool that a pool hands on to, where that one is asked for nothing else
    public static List<PoolResult> of(
            List<PoolResult> results, Function<PoolId, Optional<PoolId>> experts) {
        Map<PoolId, PoolResult> byPool = new HashMap<>();
        results.forEach(result -> byPool.put(result.pool(), result));
        for (PoolResult result : results) {
            experts.apply(result.pool())
                    .ifPresent(expert ->
                            byPool.computeIfPresent(
                                    expert, (_, theirs) -> theirs.as(Participation.ADVISORY)));
        }
        for (PoolResult result : results) {
            if (result instanceof PoolResult.Answered answered && answered.outcome().escalates()) {
                experts.apply(result.pool())
                        .map(byPool::get)
                        .filter(Takeover::decides)
                        .ifPresent(theirs -> {
                            if (result.participation() == Participation.REQUIRED) {
                                byPool.put(theirs.pool(), theirs.as(Participation.REQUIRED));
                            }
                            byPool.put(result.pool(), result.as(Participation.ADVISORY));
                        });
            }
        }
        return results.stream().map(result -> byPool.getOrDefault(result.pool(), result)).toList();
    }

    private static boolean decides(PoolResult theirs) {
        return theirs instanceof PoolResult.Answered(var _, var _, var outcome)
                && (outcome.verdict() == Verdict.ACCEPTED || outcome.verdict() == Verdict.REJECTED);
    }
}
