package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What a decision came to, and what there is to do about it once it was answered.
///
/// @param whole the last rounds, with all their votes, of the pools that are collected in full
/// @param cachedFrom the earlier decision whose findings these are
/// @param judged the submission with the answers that agents gave, where it came without
record Told(
        Findings findings,
        CompletionStage<Map<PoolId, RoundReport>> whole,
        Optional<DecisionId> cachedFrom,
        Optional<Submission> judged) {

    Told(
            Findings findings,
            CompletionStage<Map<PoolId, RoundReport>> whole,
            Optional<DecisionId> cachedFrom) {
        this(findings, whole, cachedFrom, Optional.empty());
    }

    /// The same about a question with the answers to it.
    Told about(Submission answered) {
        return new Told(findings, whole, cachedFrom, Optional.of(answered));
    }

    /// What an earlier decision came to.
    static Told again(DecisionRecord first) {
        return new Told(
                first.findings(),
                CompletableFuture.completedStage(Map.of()),
                Optional.of(first.id()));
    }

    /// Of a decision with which everything is said.
    static Told of(Findings findings) {
        return new Told(findings, CompletableFuture.completedStage(Map.of()), Optional.empty());
    }
}
