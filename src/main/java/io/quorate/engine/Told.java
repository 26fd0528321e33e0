package io.quorate.engine;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What a decision came to, and what there is to do about it once it was answered.
///
/// @param whole the last rounds, with all their votes, of the pools that are collected in full
/// @param cachedFrom the earlier decision whose findings these are
record Told(
        Findings findings,
        CompletionStage<Map<PoolId, RoundReport>> whole,
        Optional<DecisionId> cachedFrom) {

    /// Of a decision with which everything is said.
    static Told of(Findings findings) {
        return new Told(findings, CompletableFuture.completedStage(Map.of()), Optional.empty());
    }
}
