package io.quorate.core.planning.replay;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.consensus.ruling.PoolResult;
import io.quorate.core.consensus.ruling.Ruling;
import io.quorate.core.consensus.ruling.Takeover;
import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides recorded decisions again under a candidate policy.
public final class Replay {
    private final Map<PoolId, Bench> benches = new HashMap<>();

    public Replay(Policy candidate) {
        candidate.pools().forEach((id, pool) -> benches.put(id, new Bench(pool)));
    }

    public Replayed of(DecisionRecord recorded) {
        Findings findings = recorded.findings();
        boolean alone = findings.pools().size() + findings.skipped().size() == 1;
        List<PoolResult> results = new ArrayList<>();
        for (PoolOutcome pool : findings.pools()) {
            Bench bench = benches.get(pool.pool());
            if (bench == null) {
                return new Replayed.Undetermined(Cause.POOL_UNKNOWN);
            }
            switch (again(bench, pool)) {
                case Replayed.Undetermined unknown -> {
                    return unknown;
                }
                case Replayed.Decided(Outcome outcome) ->
                        results.add(
                                new PoolResult.Answered(
                                        pool.pool(), participation(bench, alone), outcome));
            }
        }
        for (Findings.SkippedPool skipped : findings.skipped()) {
            Bench bench = benches.get(skipped.pool());
            Optional<PoolResult> result =
                    bench == null ? Optional.empty() : unasked(bench, skipped, alone);
            if (result.isEmpty()) {
                return new Replayed.Undetermined(
                        bench == null ? Cause.POOL_UNKNOWN : Cause.NOT_ASKED);
            }
            results.add(result.get());
        }
        return new Replayed.Decided(Ruling.of(Takeover.of(results, this::experts)).outcome());
    }

    private Optional<PoolId> experts(PoolId pool) {
        return Optional.ofNullable(benches.get(pool))
                .flatMap(bench -> bench.pool().resolution().onNoConsensus().expert());
    }

    /// A pool that was the only one may have been named by the caller; then its outcome is the
    /// submission's, advisory or not.
    private static Participation participation(Bench bench, boolean alone) {
        return alone ? Participation.REQUIRED : bench.pool().participation();
    }

    private static Replayed again(Bench bench, PoolOutcome recorded) {
        if (recorded.rounds().isEmpty()) {
            return again(bench.pool(), recorded.outcome());
        }
        if (bench.isTooSmall()) {
            return new Replayed.Decided(Outcome.noConsensus(OutcomeReason.INSUFFICIENT_AGENTS));
        }
        Replayed last = new Replayed.Undetermined(Cause.NOT_ASKED);
        for (RoundReport round : recorded.rounds()) {
            last = bench.replay(round, recorded.outcome().reason());
            if (last instanceof Replayed.Decided(Outcome outcome) && isSettled(outcome)) {
                return last;
            }
        }
        return last;
    }

    private static boolean isSettled(Outcome outcome) {
        return outcome.verdict() == Verdict.ACCEPTED || outcome.verdict() == Verdict.REJECTED;
    }

    /// Of a pool that opened no round.
    private static Replayed again(PoolPolicy pool, Outcome recorded) {
        boolean still =
                switch (recorded.reason()) {
                    case INSUFFICIENT_AGENTS -> pool.agents().size() < pool.minAgents();
                    case NOT_APPLICABLE -> !pool.needs().isEmpty();
                    case QUORUM,
                            BYZANTINE_THRESHOLD_EXCEEDED,
                            WEIGHT_BELOW_THRESHOLD,
                            STRONG_MINORITY,
                            TIE,
                            TIE_BY_WEIGHT,
                            TIMEOUT,
                            QUORUM_NOT_REACHED,
                            POOLS_DISAGREE,
                            NOTHING_APPLIES ->
                            false;
                };
        return still ? new Replayed.Decided(recorded) : new Replayed.Undetermined(Cause.NOT_ASKED);
    }

    /// Of a pool that was left out; empty when it would be asked now.
    private static Optional<PoolResult> unasked(
            Bench bench, Findings.SkippedPool skipped, boolean alone) {
        PoolPolicy pool = bench.pool();
        Set<Need> missing = EnumSet.noneOf(Need.class);
        skipped.missing().forEach(name -> missing.add(Need.valueOf(name.toUpperCase(Locale.ROOT))));
        missing.retainAll(pool.needs());
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Participation participation = participation(bench, alone);
        return Optional.of(
                switch (pool.whenNotApplicable()) {
                    case SKIP -> new PoolResult.Skipped(pool.id(), participation, missing);
                    case ESCALATE ->
                            new PoolResult.Answered(
                                    pool.id(),
                                    participation,
                                    Outcome.noConsensus(OutcomeReason.NOT_APPLICABLE));
                });
    }
}
