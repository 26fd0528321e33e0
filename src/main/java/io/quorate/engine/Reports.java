package io.quorate.engine;

import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What the record keeps of how a pool came to its outcome. The pool was named by the caller, so
/// that its outcome is the submission's.
final class Reports {
    private Reports() {}

    /// Of a round that was played.
    static Findings of(PoolId pool, Conclusion conclusion) {
        Account account = conclusion.account();
        return alone(
                new PoolOutcome(
                        pool,
                        true,
                        conclusion.outcome(),
                        conclusion.explanation(),
                        List.of(account.report()),
                        account.belief().leaning(),
                        account.belief().confidence(),
                        account.agreementLevel(),
                        account.counterfactuals().stream()
                                .map(each ->
                                        new PoolOutcome.Counterfactual(
                                                each.change().words(), each.outcome()))
                                .toList()));
    }

    /// Of a pool that opened no round.
    static Findings unopened(PoolId pool, OutcomeReason reason, String explanation) {
        return alone(
                new PoolOutcome(
                        pool,
                        true,
                        Outcome.noConsensus(reason),
                        explanation,
                        List.of(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        List.of()));
    }

    /// Of a pool that its policy leaves out when the submission lacks what it needs.
    static Findings skipped(PoolId pool, Set<String> missing, String explanation) {
        return new Findings(
                Outcome.noConsensus(OutcomeReason.NOTHING_APPLIES),
                explanation,
                List.of(),
                List.of(new Findings.SkippedPool(pool, missing)));
    }

    private static Findings alone(PoolOutcome pool) {
        return new Findings(pool.outcome(), pool.explanation(), List.of(pool), List.of());
    }
}
