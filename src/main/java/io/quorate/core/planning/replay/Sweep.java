package io.quorate.core.planning.replay;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fold of a sweep: the same recorded decisions under one policy and under variants of it that
/// differ in one setting.
public final class Sweep implements Fold<Sweep.Judged, SweepReport> {
    /// More would neither be read nor be quick.
    public static final int VALUES_MAX = 51;

    private final PoolId pool;
    private final Knob knob;

    /// The first is the policy as it is.
    private final List<Variant> variants = new ArrayList<>();

    private long decisions;
    private long compared;

    /// One policy and what decisions come to under it.
    private record Variant(BigDecimal value, Replay replay, Tally tally) {
        static Variant of(BigDecimal value, Policy policy) {
            return new Variant(value, new Replay(policy), new Tally());
        }
    }

    /// @param pool one of the policy's
    /// @param values at most [#VALUES_MAX]
    /// @throws io.quorate.core.policy.InvalidPolicy if the setting may not have one of the values
    public Sweep(Policy policy, PoolPolicy pool, Knob knob, List<BigDecimal> values) {
        if (values.size() > VALUES_MAX) {
            throw new IllegalArgumentException("at most " + VALUES_MAX + " values");
        }
        this.pool = pool.id();
        this.knob = knob;
        variants.add(Variant.of(BigDecimal.ZERO, policy));
        for (BigDecimal value : values) {
            variants.add(Variant.of(value, with(policy, knob.set(pool, value))));
        }
    }

    private static Policy with(Policy policy, PoolPolicy changed) {
        SortedMap<PoolId, PoolPolicy> pools = new TreeMap<>(policy.pools());
        pools.put(changed.id(), changed);
        return Policy.of(pools, policy.targets(), policy.alerts(), policy.security());
    }

    /// What is found of one decision: what each variant makes of it, today's first; nothing unless
    /// every variant determines it, so that all counts are of the same decisions.
    public static final class Judged {
        private final Optional<Choice> known;
        private final List<Scored> outcomes;

        private Judged(Optional<Choice> known, List<Scored> outcomes) {
            this.known = known;
            this.outcomes = outcomes;
        }
    }

    @Override
    public Judged judge(Recorded decision) {
        List<Scored> outcomes = new ArrayList<>(variants.size());
        for (Variant variant : variants) {
            if (!(variant.replay().of(decision.record())
                    instanceof Replayed.Decided(Outcome outcome, Spending spending))) {
                return new Judged(decision.known(), List.of());
            }
            outcomes.add(Scored.of(decision.record(), outcome, spending));
        }
        return new Judged(decision.known(), outcomes);
    }

    @Override
    public void take(Judged judged) {
        decisions++;
        compared += judged.outcomes.isEmpty() ? 0 : 1;
        for (int i = 0; i < judged.outcomes.size(); i++) {
            variants.get(i).tally().add(judged.outcomes.get(i), judged.known);
        }
    }

    @Override
    public SweepReport report() {
        return new SweepReport(
                pool,
                knob,
                decisions,
                compared,
                variants.getFirst().tally().verdicts(),
                variants.stream()
                        .skip(1)
                        .map(variant ->
                                new SweepReport.Row(variant.value(), variant.tally().verdicts()))
                        .toList());
    }
}
