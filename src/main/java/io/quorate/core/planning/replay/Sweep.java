package io.quorate.core.planning.replay;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fold of a sweep: the same recorded decisions under one policy and under variants of it that
/// differ in one setting.
///
/// Verdicts do not hang on quarantine rules here, so that under variants of a rule each decision is
/// played again once, and what differs is who loses its seat.
public final class Sweep implements Fold<Sweep.Judged, SweepReport> {
    /// More would neither be read nor be quick.
    public static final int VALUES_MAX = 51;

    private final PoolId pool;
    private final Knob knob;

    /// The first is the policy as it is.
    private final List<Variant> variants = new ArrayList<>();

    private long decisions;
    private long compared;

    private final Conducts conducts;

    /// One policy and what decisions come to under it.
    private record Variant(String value, Replay replay, Tally tally, Penalties penalties) {
        static Variant of(String value, Policy policy) {
            return new Variant(value, new Replay(policy), new Tally(), new Penalties(policy));
        }
    }

    /// @param pool one of the policy's
    /// @param values at most [#VALUES_MAX]
    /// @throws io.quorate.core.policy.InvalidPolicy if the setting may not have one of the values
    public Sweep(Policy policy, PoolPolicy pool, Knob knob, List<String> values) {
        if (values.size() > VALUES_MAX) {
            throw new IllegalArgumentException("at most " + VALUES_MAX + " values");
        }
        this.pool = pool.id();
        this.knob = knob;
        conducts = new Conducts(pool.id());
        variants.add(Variant.of("today", policy));
        for (String value : values) {
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
        private final List<Conducts.Graded> votes;

        private Judged(Optional<Choice> known, List<Scored> outcomes, List<Conducts.Graded> votes) {
            this.known = known;
            this.outcomes = outcomes;
            this.votes = votes;
        }
    }

    @Override
    public Judged judge(Recorded decision) {
        List<Conducts.Graded> votes =
                knob instanceof RuleKnob ? conducts.graded(decision) : List.of();
        List<Scored> outcomes = new ArrayList<>(variants.size());
        for (Variant variant : played()) {
            if (!(variant.replay().of(decision.record())
                    instanceof Replayed.Decided(Outcome outcome, Spending spending))) {
                return new Judged(decision.known(), List.of(), votes);
            }
            outcomes.add(Scored.of(decision.record(), outcome, spending));
        }
        return new Judged(decision.known(), outcomes, votes);
    }

    /// Under which decisions are played again.
    private List<Variant> played() {
        return switch (knob) {
            case Knob.OfVerdicts _ -> variants;
            case RuleKnob _ -> variants.subList(0, 1);
        };
    }

    @Override
    public void take(Episode episode) {
        if (knob instanceof RuleKnob && episode.pool().equals(pool)) {
            variants.forEach(variant -> variant.penalties().take(episode));
        }
    }

    @Override
    public void take(Judged judged) {
        decisions++;
        compared += judged.outcomes.isEmpty() ? 0 : 1;
        for (int i = 0; i < judged.outcomes.size(); i++) {
            variants.get(i).tally().add(judged.outcomes.get(i), judged.known);
        }
        judged.votes.forEach(conducts::add);
    }

    @Override
    public SweepReport report() {
        return new SweepReport(
                pool,
                knob,
                decisions,
                compared,
                row(variants.getFirst()),
                variants.stream().skip(1).map(this::row).toList());
    }

    private SweepReport.Row row(Variant variant) {
        return switch (knob) {
            case Knob.OfVerdicts _ ->
                    new SweepReport.Row(
                            variant.value(), variant.tally().verdicts(), Optional.empty());
            case RuleKnob _ ->
                    new SweepReport.Row(
                            variant.value(),
                            variants.getFirst().tally().verdicts(),
                            Optional.of(conducts.judge(variant.penalties().removed(pool))));
        };
    }
}
